import type { Answer, Criterion, Report } from './criterion.ts'

/**
 * Criteria that hold between two numbers, both ends included, ordered by the lower end. Over the upper ends stand their
 * maxima in steps of 16, so that a search passes over what ended before without looking at it.
 */
export type IntervalList = {
  lows: Float64Array
  highs: Float64Array
  readonly criteria: Criterion[]
  /** `maxima[0][i]` is the greatest of `highs` from `16 * i`, `maxima[1][i]` that of 16 such, and so on. */
  maxima: Float64Array[]
  /** The maxima are right for the intervals before this one; the rest is made good by the next search. */
  right: number
}

const step = 16

export const createIntervalList = (): IntervalList => ({
  lows: new Float64Array(2),
  highs: new Float64Array(2),
  criteria: [],
  maxima: [],
  right: 0,
})

export function addInterval(list: IntervalList, low: number, high: number, criterion: Criterion): void {
  const count = list.criteria.length
  if (count === list.lows.length) {
    list.lows = grown(list.lows)
    list.highs = grown(list.highs)
  }
  const at = firstAfter(list.lows, count, low)
  list.lows.copyWithin(at + 1, at, count)
  list.highs.copyWithin(at + 1, at, count)
  list.lows[at] = low
  list.highs[at] = high
  list.criteria.splice(at, 0, criterion)
  list.right = Math.min(list.right, at)
}

/** Takes out every interval of the criterion. */
export function removeIntervals(list: IntervalList, criterion: Criterion): void {
  for (let at = list.criteria.indexOf(criterion); at >= 0; at = list.criteria.indexOf(criterion, at)) {
    list.lows.copyWithin(at, at + 1, list.criteria.length)
    list.highs.copyWithin(at, at + 1, list.criteria.length)
    list.criteria.splice(at, 1)
    list.right = Math.min(list.right, at)
  }
}

/** Moves every end from `from` on by `by`, which must not change their order. */
export function shiftEnds(list: IntervalList, from: number, by: number): void {
  for (let at = 0; at < list.criteria.length; at += 1) {
    const [low, high] = [list.lows[at] ?? 0, list.highs[at] ?? 0]
    if (low >= from) list.lows[at] = low + by
    if (high >= from) list.highs[at] = high + by
  }
  list.right = 0
}

/** Reports the criteria of all intervals that have a number from `low` to `high` in them. */
export function findIntervals(
  list: IntervalList,
  low: number,
  high: number,
  answer: Answer,
  report: Report,
): void {
  const count = list.criteria.length
  if (list.right < count) raiseMaxima(list, count)
  const end = firstAfter(list.lows, count, high)
  searchLevel(list, list.maxima.length, 0, { end, low, answer, report })
}

type Search = {
  readonly end: number
  readonly low: number
  readonly answer: Answer
  readonly report: Report
}

/** Level 0 is the intervals; `place` is that of a maximum one level above the places that are looked at. */
function searchLevel(list: IntervalList, level: number, place: number, search: Search): void {
  const { end, low, answer, report } = search
  const tops = level === 0 ? list.highs : list.maxima[level - 1]
  if (tops === undefined) return
  const width = step ** level
  const isTop = level === list.maxima.length
  const from = isTop ? 0 : place * step
  const to = Math.min(isTop ? Number.POSITIVE_INFINITY : from + step, Math.ceil(end / width))
  for (let at = from; at < to; at += 1) {
    if ((tops[at] ?? 0) < low) continue
    const criterion = level === 0 ? list.criteria[at] : undefined
    if (criterion === undefined) searchLevel(list, level - 1, at, search)
    else report(answer, criterion)
  }
}

function raiseMaxima(list: IntervalList, count: number): void {
  let below = list.highs
  let size = count
  let from = list.right
  for (let level = 0; size > step; level += 1) {
    const next = Math.ceil(size / step)
    let tops = list.maxima[level]
    from = tops === undefined ? 0 : Math.floor(from / step)
    if (tops === undefined || tops.length < next) {
      tops = tops === undefined ? new Float64Array(Math.ceil(next * 1.5)) : grown(tops, next)
      list.maxima[level] = tops
    }
    for (let at = from; at < next; at += 1)
      tops[at] = greatest(below, at * step, Math.min(size, at * step + step))
    below = tops
    size = next
  }
  list.maxima.length = levelsOf(count)
  list.right = count
}

function levelsOf(count: number): number {
  let levels = 0
  for (let size = count; size > step; size = Math.ceil(size / step)) levels += 1
  return levels
}

function greatest(values: Float64Array, from: number, to: number): number {
  let greatest = Number.NEGATIVE_INFINITY
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0
    if (value > greatest) greatest = value
  }
  return greatest
}

function grown(values: Float64Array, atLeast = 0): Float64Array {
  const larger = new Float64Array(Math.max(values.length * 2, Math.ceil(atLeast * 1.5)))
  larger.set(values)
  return larger
}

/** The first place whose value is greater. */
function firstAfter(values: Float64Array, count: number, value: number): number {
  let [from, to] = [0, count]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((values[middle] ?? 0) > value) to = middle
    else from = middle + 1
  }
  return from
}
