import type { LetterKind } from '@recallwire/domain/casework/case.ts'
import type { MaterialPart } from '@recallwire/domain/notice/material-change.ts'
import { inEnglish } from './english-letter.ts'

const plural = (count: number, one: string, other: string): string => inEnglish.plural(count, { one, other })

/** The sections of a letter in English: headings and running text. */
export const englishParts = {
  repeat: 'You may have received this already; one answer is enough.',

  why: {
    heading: 'Why you receive this',
    listed: "The units below are in your facility's inventory and the notice covers them.",
    possible:
      "Units in your facility's inventory are of a recalled product; whether they are covered is open.",
    addressed:
      "The firm's records show you as a customer for this product. A reply is needed even if you hold none.",
    confirm: 'A unit in your inventory was also reported from elsewhere.',
  },
  affected: {
    heading: 'Your affected units',
  },
  possible: {
    heading: 'To be checked: may be affected',
    text: 'Treat these as affected until you have looked. Give the answer with your reply; it decides.',
  },
  confirm: {
    heading: 'Please confirm where these are',
    text: 'This serial was reported elsewhere as well, please confirm: say in your reply whether the unit is still with you.',
    why: 'Reported elsewhere as well.',
  },
  released: {
    heading: 'No longer affected',
    text: 'The notice does not cover these units any more. They may be used again unless another recall says otherwise.',
  },
  todo: { heading: 'What to do' },
  checks: {
    heading: 'Software check',
    product: 'Product',
    question: 'Check',
    passed: 'If right',
    failed: 'If wrong or unread',
  },
  covered: {
    heading: 'What the notice covers',
    identifiers: (kind: 'UDI-DI' | 'REF', values: readonly string[]) => `${kind} ${values.join(', ')}`,
    cut: 'The list goes on; ask the firm for the rest.',
  },
  reason: { heading: 'Reason and risk' },
  injuries: (counts: { readonly serious: number; readonly deaths: number } | null): string => {
    if (counts === null) return 'The firm has not stated whether injuries were reported.'
    const { serious, deaths } = counts
    if (serious + deaths === 0) return 'No serious injuries and no deaths have been reported to the firm.'
    return `Reported to the firm so far: ${serious} serious ${plural(serious, 'injury', 'injuries')}, ${deaths} ${plural(deaths, 'death', 'deaths')}.`
  },
  reply: {
    heading: 'How to reply',
    oneServesAll:
      'One inspection and one answer serve every sender. A reply is owed to each of these; tick them all on the reply page:',
    owedTo: 'The reply is owed to:',
    sender: (name: string, reference: string) => `${name}, reference ${reference}`,
    open: 'Open the reply page (no account needed)',
    codeLabel: 'Type this code there',
    until: (when: string) =>
      `The link works until ${when}. Opening it changes nothing; only your answer with the code counts.`,
    byPhone: (phone: string) => `Reply by phone: ${phone}.`,
  },
  forwarding:
    'If any of these products have left your site (another site, a patient, a customer, a loan), pass this letter on to whoever has them now, at once (21 CFR 7.49(d)).',
  contact: {
    heading: 'Questions',
    line: (contact: { readonly name: string; readonly phone: string; readonly email: string }) =>
      `${contact.name}, ${contact.phone}, ${contact.email}`,
    hours: (hours: string) => `Hours: ${hours}`,
  },
  genuine: {
    heading: 'Is this letter genuine?',
    text: (firm: string, phone: string, reference: string, host: string) =>
      `Call ${firm} on the number in your own records, or ${phone}, and name the reference ${reference}. The reply link leads to ${host} and nowhere else. Nobody will ask you for a password.`,
  },
  coverNote: {
    from: (sender: string) => `Note from ${sender}, who forwards this recall to you`,
    after: 'Everything else in this letter is the notice of the recalling firm, unaltered.',
  },
  changed: {
    heading: 'What changed',
    part: {
      scope: 'Which units are covered.',
      instructions: 'What you are asked to do. The steps below replace the earlier ones.',
      checks: 'The check to make on the units, or what follows from it. See below.',
      deadline: 'When the reply is due. See above.',
    } satisfies Record<MaterialPart, string>,
    newUnits: (count: number) =>
      `${count} ${plural(count, 'unit of yours is', 'units of yours are')} new in this letter.`,
    releasedUnits: (count: number) =>
      `${count} ${plural(count, 'unit of yours is', 'units of yours are')} no longer affected.`,
    confirmUnits: (count: number) =>
      `${count} ${plural(count, 'unit is', 'units are')} to be confirmed: the same serial was reported elsewhere.`,
    senders: (names: readonly string[]) => `A reply is now owed to this sender too: ${inEnglish.list(names)}`,
  },
  earlier: {
    heading: 'Letters sent so far',
    line: (date: string, kind: string) => `${date}: ${kind}`,
    kind: {
      initial: 'the notice',
      supplement: 'an addition to it',
      revision: 'a revised notice',
      'stand-down': 'units released',
      reminder: 'a reminder',
      escalation: 'an escalation',
      receipt: 'a receipt',
      'fresh-code': 'a new link and code',
      'wrong-recipient': 'an answer to a wrong recipient',
      'close-out': 'the end of the recall',
    } satisfies Record<LetterKind, string>,
  },
  stillOpen: { heading: 'Still without an answer' },
  noUnitOpen: 'A reply is needed even if you hold none.',
  receipt: {
    /** Stands for a name that was erased on request. */
    erased: '(erased)',
    recordedAt: 'Recorded',
    answeredAt: 'Answered',
    late: (when: string) => `${when}, after the due time; accepted and marked`,
    by: 'By',
    through: 'Through',
    channel: {
      link: 'the link in a letter',
      console: 'the console',
      phone: 'a phone call, entered by staff',
      email: 'an e-mail, entered by staff',
    },
    sender: 'For',
    statement: 'Signed (SHA-256)',
    replyId: 'Reply',
    heading: 'What was recorded',
    columns: { mark: 'Unit', answer: 'Answer', next: 'What follows' },
    software: (version: string) => `software ${version}`,
    none: 'You answered that you hold none of these products.',
    noUnits: 'Receipt of the notice is confirmed. No unit has an answer yet.',
    open: (count: number) =>
      `${count} ${plural(count, 'unit has', 'units have')} no answer yet; the reply is not complete and reminders go on.`,
    complete: 'Nothing is left open. No further reminder will come for this reply.',
    amend:
      'To change an answer, open the link of your letter again: the newer reply counts, the earlier one is kept.',
  },
  freshCode: {
    notYou:
      'If nobody of you asked for this, you need not do anything: without the code nothing can be answered.',
  },
  wrongRecipient: {
    next: (facility: string) =>
      `The recall goes to another contact of ${facility}, and the firm was asked to find the right one. The reply is owed as before.`,
    after:
      'Should any of these products be with you after all, the link of the earlier letter still works. Please delete or pass on that letter otherwise.',
  },
  closeOut: {
    text: 'No reply is needed any more and no reminders will come. Keep your records of the recall.',
    terminated:
      'Units that were corrected or cleared may be used. Units taken out of use stay out of use until they are.',
    withdrawn: 'Ask the firm before you put units back into use that you took out of use.',
    answered: (count: number) =>
      count === 0
        ? 'We have no reply from you on record.'
        : `We have ${count} ${plural(count, 'reply', 'replies')} from you on record.`,
  },
}
