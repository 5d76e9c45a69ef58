import { addTerm, type Reading, setRoles, spanOf } from './reading.ts'
import { type ReadDate, recogniseDate, recogniseDigitDate, shiftDay } from './recognise-date.ts'
import { boundPairs } from './recognise-marks.ts'
import type { Token } from './tokenise.ts'

/**
 * Reads what follows a date's label. With "before", "after" or "between" it says which units are covered; a plain date
 * only describes the lot beside it. Gives the index after it, or undefined where no date follows.
 */
export function readLabelledDates(
  reading: Reading,
  kind: 'manufactured' | 'expires',
  label: number,
  at: number,
): number | undefined {
  const { tokens } = reading
  const window = readWindow(tokens, at)
  if (window !== undefined) {
    absorbAll(reading)
    addTerm(reading, label, window.next, { kind, ...window.days, span: spanOf(reading, label, window.next) })
    return window.next
  }
  const date = dateAt(tokens, at)
  if (date === undefined) return undefined
  if (describesMark(reading)) setRoles(reading, label, date.next, 'harmless')
  return date.next
}

/** A plain date belongs to the lot or serial before it. After "all units" it would be a condition. */
export function describesMark({ items }: Reading): boolean {
  const last = items.at(-1)
  return last?.kind === 'term' && (last.term.kind === 'mark' || last.term.kind === 'range')
}

type Window = { readonly days: { readonly from?: string; readonly to?: string }; readonly next: number }

function readWindow(tokens: readonly Token[], at: number): Window | undefined {
  const [first = '', second = ''] = [tokens[at]?.key, tokens[at + 1]?.key]
  if (first === 'between' || first === 'from') {
    const from = dateAt(tokens, at + 1)
    const joint = tokens[from?.next ?? -1]?.key ?? ''
    const to = from !== undefined && windowJoints.has(joint) ? dateAt(tokens, from.next + 1) : undefined
    if (from === undefined || to === undefined || from.first > to.last) return undefined
    return { days: { from: from.first, to: to.last }, next: to.next }
  }
  if (`${first} ${second}` === 'on or') return readOneSided(tokens, at + 2, true)
  return readOneSided(tokens, at, false)
}

function readOneSided(tokens: readonly Token[], at: number, orOn: boolean): Window | undefined {
  const [first = '', second = ''] = [tokens[at]?.key, tokens[at + 1]?.key]
  const pair = boundPairs.get(`${first} ${second}`)
  const bound = pair ?? boundPairs.get(first)
  const date = bound === undefined ? undefined : dateAt(tokens, at + (pair === undefined ? 1 : 2))
  if (bound === undefined || date === undefined) return undefined
  const inclusive = bound.inclusive || orOn
  const days =
    bound.side === 'to'
      ? { to: inclusive ? date.last : shiftDay(date.first, -1) }
      : { from: inclusive ? date.first : shiftDay(date.last, 1) }
  return { days, next: date.next }
}

const dateAt = (tokens: readonly Token[], at: number): ReadDate | undefined =>
  recogniseDate(tokens, at) ?? recogniseDigitDate(tokens, at)

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

const windowJoints: ReadonlySet<string> = new Set(['and', 'to', '-', 'through', 'thru'])
