import { type Bound, recogniseBound, recogniseBoundTail, recogniseRangeJoint } from './bound-words.ts'
import { patternOf } from './mark-shape.ts'
import { addTerm, type Reading, setRoles, spanOf } from './reading.ts'
import { type ReadDate, recogniseDate, recogniseDigitDate, shiftDay } from './recognise-date.ts'
import type { Token } from './tokenise.ts'

/**
 * Reads what follows a date's label. With "before", "after" or "between" it says which units are covered, and so does
 * "01/2024 to 06/2024" alone; a plain date or two only describe the lot beside them. Gives the index after it, or undefined where no date follows.
 */
export function readLabelledDates(
  reading: Reading,
  kind: 'manufactured' | 'expires',
  label: number,
  start: number,
): number | undefined {
  const { tokens } = reading
  const at = tokens[start]?.key === 'of' ? start + 1 : start
  const plain = readSpan(tokens, at) ?? (tokens[at]?.key === 'in' ? readIn(tokens, at + 1) : undefined)
  if (plain !== undefined && describesMark(reading)) {
    setRoles(reading, label, plain.next, 'harmless')
    return plain.next
  }
  const window = plain ?? readWindow(tokens, at) ?? readTailed(tokens, at)
  if (window !== undefined) {
    absorbAll(reading)
    addTerm(reading, label, window.next, { kind, ...window.days, span: spanOf(reading, label, window.next) })
    return window.next
  }
  const date = dayAt(tokens, start)
  if (date === undefined) return undefined
  if (!describesMark(reading)) return date.next
  const isPlural = tokens.slice(label, start).some(({ key }) => key === 'dates')
  const next = isPlural ? afterMoreDates(tokens, date.next) : date.next
  setRoles(reading, label, next, 'harmless')
  if (kind === 'expires') labelDated(reading)
  return next
}

/** "Expiration Dates: 08/2025, 09/2025 and 10/2025", one for each lot before them. */
function afterMoreDates(tokens: readonly Token[], at: number): number {
  let next = at
  for (;;) {
    let joint = next
    while (joint < next + 2 && /^(?:[,;]|and)$/.test(tokens[joint]?.key ?? '')) joint += 1
    const isAlike = patternOf(tokens[joint]?.text ?? '') === patternOf(tokens[at - 1]?.text ?? '')
    const date = joint === next ? undefined : (isAlike ? dayAt : recogniseDate)(tokens, joint)
    if (date === undefined) return next
    next = date.next
  }
}

/** "920156B EXP 1/94": numbers without a label that have an expiry date are lots, or serials. */
function labelDated(reading: Reading): void {
  const { items } = reading
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index]
    if (item?.kind !== 'term' || item.labelled) return
    items[index] = { ...item, labelled: true }
  }
}

/** A plain date belongs to the lot or serial before it. After "all units" it would be a condition. */
export function describesMark({ items }: Reading): boolean {
  const last = items.at(-1)
  return last?.kind === 'term' && (last.term.kind === 'mark' || last.term.kind === 'range')
}

/** The window that stands at the index, whatever it is about: "January 2019 to May 2020", "before 2019". */
export const recogniseWindow = (tokens: readonly Token[], at: number): Window | undefined =>
  readSpan(tokens, at, yearAt) ?? readWindow(tokens, at) ?? readTailed(tokens, at)

type Window = { readonly days: { readonly from?: string; readonly to?: string }; readonly next: number }

function readWindow(tokens: readonly Token[], at: number): Window | undefined {
  const [before, first, second] = [tokens[at - 1]?.key, tokens[at]?.key, tokens[at + 1]?.key]
  if (first === 'between' || first === 'from')
    return readSpan(tokens, at + 1, yearAt) ?? readToPresent(tokens, at + 1)
  if (first === 'in') return readIn(tokens, at + 1)
  if (first === 'on' && second === 'or') return readOneSided(tokens, at + 2, true)
  if (before === 'on' && first === 'or') return readOneSided(tokens, at + 1, true)
  return readOneSided(tokens, at, false) ?? readThrough(tokens, at)
}

/** "from 04/2018 to present": when that is the text does not say, so the words remain. */
function readToPresent(tokens: readonly Token[], at: number): Window | undefined {
  const from = yearAt(tokens, at)
  const joint = from && recogniseRangeJoint(tokens, from.next)
  const isNow = joint !== undefined && /^(?:present|current|date|now|today)$/.test(tokens[joint]?.key ?? '')
  return from && isNow ? { days: { from: from.first }, next: from.next } : undefined
}

/** "through 12/31/2024": up to that day, and it is included. */
function readThrough(tokens: readonly Token[], at: number): Window | undefined {
  const date = /^(?:through|thru|until)$/.test(tokens[at]?.key ?? '') ? dayAt(tokens, at + 1) : undefined
  return date && { days: { to: date.last }, next: date.next }
}

/** "in 2019", "in May 2019". */
function readIn(tokens: readonly Token[], at: number): Window | undefined {
  const date = yearAt(tokens, at)
  return date && { days: { from: date.first, to: date.last }, next: date.next }
}

type DateAt = (tokens: readonly Token[], at: number) => ReadDate | undefined

function readSpan(tokens: readonly Token[], at: number, dateAt: DateAt = dayAt): Window | undefined {
  const from = dateAt(tokens, at)
  const joint =
    from && (tokens[from.next]?.key === 'and' ? from.next + 1 : recogniseRangeJoint(tokens, from.next))
  const to = joint === undefined ? undefined : dateAt(tokens, joint)
  if (from === undefined || to === undefined || from.first > to.last) return undefined
  return { days: { from: from.first, to: to.last }, next: to.next }
}

function readOneSided(tokens: readonly Token[], at: number, orOn: boolean): Window | undefined {
  const bound = recogniseBound(tokens, at)
  const date = bound && (isPlain(bound) ? yearAt : dayAt)(tokens, bound.next)
  if (bound === undefined || date === undefined) return undefined
  const inclusive = bound.inclusive || orOn
  const days =
    bound.side === 'to'
      ? { to: inclusive ? date.last : shiftDay(date.first, -1) }
      : { from: inclusive ? date.first : shiftDay(date.last, 1) }
  return bound.side === 'from' ? withUpperEnd(tokens, { days, next: date.next }) : { days, next: date.next }
}

/** "after 2019-01-01 and before 2020-12-31". */
function withUpperEnd(tokens: readonly Token[], from: Window): Window {
  const upper = tokens[from.next]?.key === 'and' ? readOneSided(tokens, from.next + 1, false) : undefined
  if (upper?.days.to === undefined || (from.days.from ?? '') > upper.days.to) return from
  return { days: { ...from.days, ...upper.days }, next: upper.next }
}

/** "before 2019" and "since 2019" say the same to everybody; whether "after 2019" begins with it does not. */
const isPlain = ({ side, inclusive }: Bound): boolean => (side === 'to') !== inclusive

/** "2024-06-30 or earlier". */
function readTailed(tokens: readonly Token[], at: number): Window | undefined {
  const date = dayAt(tokens, at)
  const tail = date && recogniseBoundTail(tokens, date.next)
  if (date === undefined || tail === undefined) return undefined
  return { days: tail.side === 'to' ? { to: date.last } : { from: date.first }, next: tail.next }
}

const dayAt: DateAt = (tokens, at) => recogniseDate(tokens, at) ?? recogniseDigitDate(tokens, at)

/** A date, or a year alone. */
const yearAt: DateAt = (tokens, at) => {
  const year = /^(?:19|20)\d\d$/.exec(tokens[at]?.key ?? '')?.[0]
  const whole =
    year === undefined ? undefined : { first: `${year}-01-01`, last: `${year}-12-31`, next: at + 1 }
  return dayAt(tokens, at) ?? whole
}

/** "All units manufactured before 9/08" are not all units: the condition takes the place of "all". */
export function absorbAll(reading: Reading): void {
  const last = reading.items.at(-1)
  if (
    last?.kind !== 'term' ||
    last.term.kind !== 'all' ||
    last.excepted !== (reading.exception !== undefined)
  )
    return
  reading.items.pop()
  setRoles(reading, last.from, last.next, 'harmless')
}
