import type { Disposition } from '@recallwire/domain/device/disposition.ts'

/** The reply form to print, in English. */
export const englishForm = {
  fileName: 'reply-form',
  title: 'Reply form',
  about: (reference: string, revision: number) => `Reference ${reference}, revision ${revision}`,
  returnBy: (when: string) => `Return by ${when}`,
  fastest:
    'The fastest way is the reply page: open the link in the letter and type its code. Use this form where that is not possible.',
  facility: {
    heading: 'Your facility',
    name: 'Facility',
    account: 'Account number',
    contact: 'Letter sent to',
  },
  stock: {
    heading: 'What you hold',
    checked: 'We have checked our stock and the places where these products are used.',
    none: 'We hold none of these products.',
    some: 'We hold the units ticked below.',
  },
  units: {
    caption: 'Tick what was done with each unit. Of a lot, write how many instead.',
    software: 'Software read',
    done: {
      found: 'Found only',
      isolated: 'Out of use',
      returned: 'Returned',
      corrected: 'Corrected',
      destroyed: 'Destroyed',
      used: 'Used up',
      transferred: 'Passed on',
      'cannot-locate': 'Not found',
      'not-held': 'Not here',
    } satisfies Record<Disposition, string>,
    others: 'Units that are not listed',
    rest: (count: number) => `${count} more are in the list attached to the letter.`,
  },
  more: {
    heading: 'Other questions',
    passedOn: 'We have told everyone to whom we passed these products, on (date):',
    notPassedOn: 'We have passed none of them on.',
    harm: 'Injuries or malfunctions known to us:',
    noHarm: 'none',
  },
  duties: { heading: 'Which letters this answers' },
  signature: {
    heading: 'Signature',
    statement: (reference: string, revision: number, facility: string) =>
      `I have read and understood the recall notice ${reference}, revision ${revision}. I reply for ${facility}. The answers on this form are true to the best of my knowledge.`,
    name: 'Name in print',
    role: 'Role',
    phone: 'Phone',
    email: 'E-mail',
    signed: 'Signature',
    date: 'Date',
  },
  send: {
    heading: 'Where to send it',
    text: (firm: string, email: string, phone: string) =>
      `Send the signed form as a scan or photograph to ${email}, or read it to ${firm} by phone: ${phone}.`,
  },
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
}
