import {
  type Answer,
  type Criterion,
  holds,
  mayHold,
  mustBeEvaluated,
  reportAll,
  takeOut,
} from './criterion.ts'
import {
  addInterval,
  createIntervalList,
  findIntervals,
  type IntervalList,
  removeIntervals,
} from './interval-list.ts'

type Between = { readonly from?: string | undefined; readonly to?: string | undefined }

/** Spans of one date of a unit, days as numbers (20250620). */
export type DateTable = {
  readonly spans: IntervalList
  /** Their ends are not written as dates: they are compared as text. */
  readonly odd: Criterion[]
  readonly criteria: Criterion[]
}

export const createDateTable = (): DateTable => ({ spans: createIntervalList(), odd: [], criteria: [] })

export function addDates(table: DateTable, between: Between, criterion: Criterion): void {
  table.criteria.push(criterion)
  const from = between.from === undefined ? Number.NEGATIVE_INFINITY : dayOf(between.from)
  const to = between.to === undefined ? Number.POSITIVE_INFINITY : dayOf(between.to)
  if (from === undefined || to === undefined) table.odd.push(criterion)
  else addInterval(table.spans, from, to, criterion)
}

export function removeDates(table: DateTable, criterion: Criterion): void {
  takeOut(table.criteria, criterion)
  takeOut(table.odd, criterion)
  removeIntervals(table.spans, criterion)
}

export function findDates(table: DateTable, date: string | undefined, answer: Answer): void {
  if (date === undefined) {
    reportAll(answer, table.criteria, mayHold)
    return
  }
  const day = dayOf(date)
  if (day === undefined) {
    reportAll(answer, table.criteria, mustBeEvaluated)
    return
  }
  reportAll(answer, table.odd, mustBeEvaluated)
  findIntervals(table.spans, day, day, answer, holds)
}

/** Orders like the text itself, as long as it is written in full. */
function dayOf(date: string): number | undefined {
  if (date.length !== 10 || date.charCodeAt(4) !== dash || date.charCodeAt(7) !== dash) return undefined
  let day = 0
  for (let at = 0; at < 10; at += 1) {
    if (at === 4 || at === 7) continue
    const digit = date.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return undefined
    day = day * 10 + digit
  }
  return day
}

const [dash, zero] = [45, 48]
