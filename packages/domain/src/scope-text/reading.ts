import type { LabelForm } from './joined-marks.ts'
import type { Label } from './label-words.ts'
import type { DraftValue, Span, UnitTerm } from './scope-draft.ts'
import type { Token } from './tokenise.ts'

/** What a token turned out to be. Until it is understood it may matter. */
export type Role = 'value' | 'separator' | 'harmless' | 'may-matter'

/** What was read, in the order of the text. */
export type ReadItem =
  | ({ readonly kind: 'di' | 'ref'; readonly value: DraftValue } & Place)
  /** Where a product is named, or units are, that were not understood. */
  | ({ readonly kind: 'unread-product' } & Place)
  | ({ readonly kind: 'unread-units' } & Place)
  | ({
      readonly kind: 'term'
      readonly term: UnitTerm
      readonly excepted: boolean
      readonly labelled: boolean
    } & Place)

/** The tokens an item was read from. */
type Place = { readonly from: number; readonly next: number }

type Bracket = {
  readonly suspended: boolean
  readonly label: Label | undefined
  /** An exception was being read already: it does not end with the brackets. */
  readonly inException: boolean
}

/** The state of one pass over the tokens. Changed in place: a text may have a hundred thousand tokens. */
export type Reading = {
  readonly tokens: readonly Token[]
  readonly roles: Role[]
  readonly items: ReadItem[]
  /** The label in force outside brackets, and inside the present brackets or (from a heading) in all of them. */
  label: Label | undefined
  bracketLabel: Label | undefined
  /** It announced UDI-DIs as well, which are told from lots and serials by their check digit. */
  withDi: boolean
  /** How that label speaks of its numbers. */
  form: LabelForm
  /** How many digits the bare numbers under it have: a number of such a length is not one cut short. */
  readonly bareLengths: Set<number>
  readonly brackets: Bracket[]
  /** A word that was not understood came: numbers mean nothing until the next separator. */
  suspended: boolean
  /** A heading said that the dates beside values are expiry dates. */
  datesAreExpiry: boolean
  /** How many items there were when a date that no label stands at was taken for an expiry date: each has one. */
  datedItems: number
  /** Index of the word that opened the exception being read, and how many items there were then. */
  exception: { readonly at: number; readonly items: number } | undefined
  /** Words that say when units were sold; they may matter until all is read. */
  readonly distributed: { readonly from: number; readonly next: number }[]
  /** Index just after the last element of a UDI. */
  elementEnd: number
  /** Index just after the last label: what stands there is its value. */
  afterLabel: number
}

export const createReading = (tokens: readonly Token[]): Reading => ({
  tokens,
  roles: tokens.map(() => 'may-matter'),
  items: [],
  label: undefined,
  bracketLabel: undefined,
  withDi: false,
  form: 'one',
  bareLengths: new Set(),
  brackets: [],
  suspended: false,
  datesAreExpiry: false,
  datedItems: 0,
  exception: undefined,
  distributed: [],
  elementEnd: -1,
  afterLabel: -1,
})

/** The label that numbers fall under here. "Lots 1 to 9 (except 5)": what is excepted in brackets are lots as well. */
export function labelInForce(reading: Reading): Label | undefined {
  if (reading.brackets.length === 0) return reading.label
  return reading.bracketLabel ?? (reading.exception === undefined ? undefined : reading.label)
}

export function setRoles(reading: Reading, from: number, next: number, role: Role): void {
  for (let index = from; index < next; index += 1) reading.roles[index] = role
}

export function spanOf(reading: Reading, from: number, next: number): Span {
  return { start: reading.tokens[from]?.start ?? 0, end: reading.tokens[next - 1]?.end ?? 0 }
}

export function addTerm(reading: Reading, from: number, next: number, term: UnitTerm, labelled = true): void {
  setRoles(reading, from, next, 'value')
  reading.items.push({ kind: 'term', term, excepted: reading.exception !== undefined, labelled, from, next })
}

export function addIdentifier(
  reading: Reading,
  kind: 'di' | 'ref',
  value: string,
  from: number,
  next: number,
): void {
  setRoles(reading, from, next, 'value')
  reading.items.push({ kind, value: { value, span: spanOf(reading, from, next) }, from, next })
}

/** The label of a product is followed by what is no product code: the units behind it may be another product's. */
export function addUnreadProduct(reading: Reading, at: number): void {
  reading.items.push({ kind: 'unread-product', from: at, next: at + 1 })
}

/** Numbers under a label of lots or serials that were not understood still belong to the product before them. */
export function addUnreadUnits(reading: Reading, at: number): void {
  if (reading.items.at(-1)?.kind === 'unread-units') return
  reading.items.push({ kind: 'unread-units', from: at, next: at + 1 })
}

export function openBracket(reading: Reading): void {
  const { suspended, bracketLabel: label, exception } = reading
  reading.brackets.push({ suspended, label, inException: exception !== undefined })
  reading.suspended = false
}

export function closeBracket(reading: Reading): void {
  const bracket = reading.brackets.pop()
  if (bracket === undefined) return
  if (!bracket.inException) endException(reading)
  reading.suspended = bracket.suspended
  reading.bracketLabel = bracket.label
}

/** Whether an exception is being read that names something already: a label then begins anew, "except lot 5, and lots 30 to 40". */
export const hasException = ({ exception, items }: Reading): boolean =>
  exception !== undefined && items.slice(exception.items).some(({ kind }) => kind === 'term')

/** An exception that names nothing excepts something that was not understood. */
export function endException(reading: Reading): void {
  const { exception, items } = reading
  if (exception === undefined) return
  const named = items.slice(exception.items).some((item) => item.kind === 'term')
  reading.roles[exception.at] = named ? 'harmless' : 'may-matter'
  reading.exception = undefined
}
