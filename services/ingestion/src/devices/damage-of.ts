import type { IdentifierField } from './check-text.ts'

/** `lost`: the value is not what the label says, and nobody can tell what it said. `doubt`: it may be, and is kept as it is. */
export type Damage = { readonly kind: 'lost' | 'doubt'; readonly reason: string }

type Trace = {
  readonly pattern: RegExp
  /** Where the same characters mean something else. */
  readonly notIn?: readonly IdentifierField[]
  readonly kind: Damage['kind']
  readonly reason: (text: string) => string
}

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'

/** What spreadsheets leave behind in a column of identifiers, most telling first. */
const traces: readonly Trace[] = [
  {
    // 8.54121E+11: the digits behind the sixth are gone for good.
    pattern: /^(?:\d(?:[.,]\d+)?E\+\d{1,3}|\d[.,]\d+E\d{1,3})$/i,
    kind: 'lost',
    reason: (text) =>
      `${text} was rewritten by a spreadsheet and its last digits are lost: format the column as text and export it again`,
  },
  {
    pattern: /^#+$/,
    kind: 'lost',
    reason: (text) =>
      `${text} is what a spreadsheet shows where its column is too narrow: widen it and export it again`,
  },
  {
    pattern: /^#(?:N\/A|REF!|VALUE!|NAME\?|NUM!|DIV\/0!|NULL!)$/i,
    kind: 'lost',
    reason: (text) => `${text} is an error of a spreadsheet, not a value: correct it at its source`,
  },
  {
    pattern: /^="/,
    notIn: ['udi'],
    kind: 'lost',
    reason: (text) => `${text} is a spreadsheet's formula around a value: export the value alone`,
  },
  {
    pattern: /^'/,
    notIn: ['udi'],
    kind: 'lost',
    reason: (text) =>
      `${text} begins with the apostrophe by which a spreadsheet marks text: export the value without it`,
  },
  {
    // MAR-04 in capitals is a mark of some maker; a spreadsheet writes Mar-04.
    pattern: new RegExp(`^(?:${month}-\\d{2,4}|\\d{1,2}-${month}(?:-\\d{2,4})?)$`),
    notIn: ['udi', 'di'],
    kind: 'lost',
    reason: (text) =>
      `${text} is a date, which spreadsheets make of marks such as 3-4: format the column as text and enter it again from the label`,
  },
  {
    pattern: /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?$/i,
    notIn: ['udi', 'di'],
    kind: 'lost',
    reason: (text) =>
      `${text} is a date with a time, which a spreadsheet made of the mark: format the column as text and enter it again from the label`,
  },
  {
    pattern: /^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}\/\d{1,2}\/\d{4})$/,
    notIn: ['udi', 'di', 'softwareVersion'],
    kind: 'doubt',
    reason: (text) =>
      `${text} looks like a date that a spreadsheet made of the mark: compare it with the label`,
  },
  {
    // 8.0 is a version and 5.0 a size, but no serial of four digits has a decimal.
    pattern: /^\d{4,}[.,]0+$/,
    notIn: ['udi', 'softwareVersion'],
    kind: 'lost',
    reason: (text) =>
      `${text} was a number to the program that wrote it, and leading zeros may be lost: format the column as text and export it again`,
  },
  {
    pattern: /^[1-9]\d{14}0+$/,
    notIn: ['udi', 'di', 'softwareVersion'],
    kind: 'doubt',
    reason: (text) =>
      `${text} ends with zeros behind its 15th digit, which is where a spreadsheet cuts numbers: compare it with the label`,
  },
]

/** Finds what a spreadsheet did to an identifier, in words for its sender; undefined where it left no trace. */
export function damageOf(field: IdentifierField, text: string): Damage | undefined {
  // Every trace holds one of these, and hardly an identifier does.
  if (!/[#='/.,+]|:\d|-\d|-[A-Z]|\d{15}0/.test(text)) return undefined
  for (const { pattern, notIn, kind, reason } of traces) {
    if (notIn?.includes(field) !== true && pattern.test(text)) return { kind, reason: reason(text) }
  }
  return undefined
}
