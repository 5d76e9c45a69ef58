import type { LetterKind } from '@recallwire/domain/casework/case.ts'
import type { UnitAnswer } from '@recallwire/domain/casework/unit-answer.ts'
import type { Disposition, FinalDisposition } from '@recallwire/domain/device/disposition.ts'
import type { Marking, NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { Attribute } from '@recallwire/domain/scope/evaluate-structured.ts'
import type { Verdict } from '@recallwire/domain/scope/verdict.ts'
import { createCounting } from './counting.ts'

export const inEnglish = createCounting('en-US')
const { counted, plural } = inEnglish
const units = (count: number): string => counted(count, { one: 'unit', other: 'units' })

/** What stands at the top of a letter in English, and the words for units and answers. */
export const englishLetter = {
  units,

  /** 21 CFR 7.49(b), in the words of the rule. */
  marking: ({ what, urgent }: Marking): string => {
    const device = { recall: 'MEDICAL DEVICE RECALL', correction: 'MEDICAL DEVICE CORRECTION' }[what]
    return urgent ? `URGENT: ${device}` : device
  },
  /** What kind of letter it is, before the marking; nothing for the notice itself. */
  kind: (kind: LetterKind, ordinal: number): string => {
    switch (kind) {
      case 'initial':
        return ''
      case 'supplement':
        return 'ADDITION'
      case 'revision':
        return 'REVISED'
      case 'stand-down':
        return 'NO LONGER AFFECTED'
      case 'reminder':
        return `REMINDER ${ordinal + 1}`
      case 'escalation':
        return 'NO REPLY YET'
      case 'receipt':
        return 'RECEIPT FOR YOUR REPLY'
      case 'fresh-code':
        return 'NEW LINK AND CODE'
      case 'wrong-recipient':
        return 'NOTED: NOT FOR YOU'
      case 'close-out':
        return 'CLOSED'
      default:
        return kind satisfies never
    }
  },

  lead: {
    affected: (count: number, action: NoticeContent['action'], due: string | undefined): string => {
      const what = {
        removal: 'Take them out of use now',
        correction: 'Follow the steps below now',
        inspection: 'Inspect them now',
      }[action]
      const are = plural(count, { one: 'is', other: 'are' })
      return `${units(count)} of yours ${are} affected. ${what}${due === undefined ? '.' : ` and reply by ${due}.`}`
    },
    possible: (count: number, due: string | undefined): string =>
      `${units(count)} of yours may be affected: something is missing in the record. Look at ${plural(count, { one: 'it', other: 'them' })}${
        due === undefined ? '.' : ` and reply by ${due}.`
      }`,
    none: (due: string | undefined): string =>
      `We have no unit of yours on record. A reply is needed all the same${due === undefined ? '.' : `, by ${due}.`}`,
    supplement: 'This adds to a letter you already have. What you answered before stands.',
    revision: 'The firm has changed its notice. What you answered before stands.',
    standDown: 'Nothing of yours is affected any more. You need not do or answer anything.',
    reminder: (missing: number, due: string | undefined): string => {
      const open =
        missing === 0
          ? 'Your reply has not reached us'
          : `${units(missing)} of yours still ${plural(missing, { one: 'waits', other: 'wait' })} for an answer`
      return `${open}.${due === undefined ? '' : ` The reply was asked for by ${due}.`}`
    },
    escalation:
      'This recall was sent to your colleagues and has not been fully answered. Please see that it is dealt with.',
    receipt: 'Your reply is recorded. Keep this receipt with the recall in your files.',
    freshCode:
      'Someone asked for a new code to reply to this recall. Use the link and the code below; those of earlier letters no longer work.',
    wrongRecipient:
      'You told us that this recall is not for you. That is noted, and you need not do anything more.',
    closeOut: { terminated: 'The recall is terminated.', withdrawn: 'The firm has withdrawn the recall.' },
  },

  facts: {
    from: 'From',
    to: 'To',
    reference: 'Reference',
    recallClass: 'Class',
    action: 'Action',
    product: 'Product',
    yours: 'Your units',
    due: 'Reply by',
    phone: 'Phone',
    date: 'Date',
  },
  className: {
    I: 'Class I: serious harm or death is reasonably probable',
    II: 'Class II: temporary or reversible harm',
    III: 'Class III: harm is not likely',
    none: 'Not yet classified, handled as class I',
  },
  action: {
    removal: 'Removal: take out of use',
    correction: 'Correction: may be corrected where it is',
    inspection: 'Inspection: check before further use',
  } satisfies Record<NoticeContent['action'], string>,
  /** How the due time came about. */
  dueRule: (businessDays: number, from: string): string =>
    `${counted(businessDays, { one: 'business day', other: 'business days' })} after ${from}`,
  /** `asks`: whether the letter wants an answer even from a facility without units. */
  yours: (affected: number, possible: number, asks: boolean): string => {
    if (affected + possible === 0)
      return asks ? 'None on record; a reply is needed all the same' : 'None affected'
    return [affected > 0 && `${affected} affected`, possible > 0 && `${possible} to be checked`]
      .filter((part) => part !== false)
      .join(', ')
  },

  verdict: { affected: 'affected', possible: 'to be checked', outside: 'not affected' } satisfies Record<
    Verdict['value'],
    string
  >,
  /** The list of units that is attached. */
  unitList: {
    fileName: 'units',
    columns: [
      'Product',
      'UDI-DI',
      'REF',
      'Serial',
      'Lot',
      'Quantity',
      'Your tag',
      'Software',
      'Verdict',
      'Why',
    ],
  },
  unitColumns: { mark: 'Unit', assetTag: 'Your tag', software: 'Software', why: 'Why' },
  serial: (serial: string) => `Serial ${serial}`,
  lot: (lot: string, quantity: number | undefined) =>
    `Lot ${lot}${quantity === undefined ? '' : ` (${units(quantity)})`}`,
  unmarked: (quantity: number | undefined) =>
    quantity === undefined ? 'No serial or lot' : `No serial or lot (${units(quantity)})`,
  notRecorded: 'not recorded',
  further: (count: number) => `and ${count} more`,
  furtherWhy: 'The reply page lists all of your units.',
  /** Why a unit is covered or not: the verdict's own sentences, which are English. */
  because: (sentences: string): string => `${sentences.charAt(0).toUpperCase()}${sentences.slice(1)}.`,
  decides: {
    serial: 'What is the serial number on the label?',
    lot: 'What is the lot number on the label?',
    softwareVersion: 'Which software version does it show?',
    manufacturedOn: 'When was it made? Read the label and tell the firm by phone.',
    expiresOn: 'When does it expire? Read the label and tell the firm by phone.',
  } satisfies Record<Attribute, string>,

  /** Of a serial that had been reported gone before it was met here: by whom is not for this facility to know. */
  surfaced: (disposition: FinalDisposition, on: string): string =>
    `This serial was reported ${disposition} on ${on}: check the label, and say in your reply what you find.`,

  disposition: {
    found: 'Found, nothing done yet',
    isolated: 'Taken out of use and kept apart',
    returned: 'Returned',
    corrected: 'Corrected',
    destroyed: 'Destroyed',
    used: 'Used up',
    transferred: 'Passed on to someone else',
    'cannot-locate': 'Cannot be found',
    'not-held': 'Not held here',
  } satisfies Record<Disposition, string>,
  outcome: {
    'cleared-by-inspection': 'Cleared by inspection.',
    'needs-service': 'Needs service.',
    none: '',
  } satisfies Record<UnitAnswer['outcome'], string>,
}
