/**
 * Spans between two numbers, both ends included, in the order of the lower end, each with a value. A search begins near what
 * it looks for and passes over what ended before: the axis is cut into cells of equal width that know their first span, and
 * over the upper ends stand their maxima in steps of 8.
 */
export type SpanList = {
  lows: Float64Array
  highs: Float64Array
  values: Int32Array
  count: number
  /** For each cell the first span that does not end in a cell before it. */
  starts: Int32Array
  origin: number
  cellsPerUnit: number
  /** `maxima[0][i]` is the greatest of `highs` from `8 * i`, `maxima[1][i]` that of 8 such, and so on. */
  readonly maxima: Float64Array[]
  /** Cells and maxima are right for the spans before this one; the rest is made good by the next search. */
  right: number
}

const stepBits = 3
const step = 1 << stepBits

export const createSpanList = (): SpanList => ({
  lows: new Float64Array(step),
  highs: new Float64Array(step),
  values: new Int32Array(step),
  count: 0,
  starts: new Int32Array(1),
  origin: 0,
  cellsPerUnit: 0,
  maxima: [],
  right: 0,
})

export function addSpan(list: SpanList, low: number, high: number, value: number): void {
  if (list.count === list.lows.length) grow(list)
  const { lows, highs, values, count } = list
  const at = firstAfter(lows, count, low)
  lows.copyWithin(at + 1, at, count)
  highs.copyWithin(at + 1, at, count)
  values.copyWithin(at + 1, at, count)
  lows[at] = low
  highs[at] = high
  values[at] = value
  list.count += 1
  list.right = Math.min(list.right, at)
}

/** Takes out the span of the value that begins there. */
export function removeSpan(list: SpanList, low: number, value: number): void {
  const { lows, highs, values, count } = list
  let at = firstAfter(lows, count, low) - 1
  while (at >= 0 && lows[at] === low && values[at] !== value) at -= 1
  if (values[at] !== value) return
  lows.copyWithin(at, at + 1, count)
  highs.copyWithin(at, at + 1, count)
  values.copyWithin(at, at + 1, count)
  list.count -= 1
  list.right = Math.min(list.right, at)
}

/**
 * The first place of a span that has a number from `low` to `high` in it, or the count of spans where there is none. All such
 * spans are this one and what `nextSpan` gives from the place behind each.
 */
export function firstSpan(list: SpanList, low: number, high: number): number {
  if (list.right < list.count) prepare(list)
  return nextSpan(list, list.starts[cellOf(list, low)] ?? 0, low, high)
}

export function nextSpan(list: SpanList, from: number, low: number, high: number): number {
  const { lows, highs, count } = list
  let at = from
  while (at < count && (lows[at] ?? 0) <= high) {
    if ((highs[at] ?? 0) >= low) return at
    at += 1
    if ((at & (step - 1)) === 0) at = passOver(list, at, low)
  }
  return count
}

/** Of the blocks that begin at the place, the widest that ended before `low`, and those behind them, as long as there are any. */
function passOver({ maxima, count }: SpanList, from: number, low: number): number {
  let at = from
  while (at < count) {
    let level = 0
    while (endedBefore(maxima[level], at, level + 1, low)) level += 1
    if (level === 0) return at
    at += 1 << (stepBits * level)
  }
  return count
}

/** Whether a block of that level begins at the place, and all of it ended before `low`. */
function endedBefore(maxima: Float64Array | undefined, at: number, level: number, low: number): boolean {
  const bits = stepBits * level
  return maxima !== undefined && (at & ((1 << bits) - 1)) === 0 && (maxima[at >> bits] ?? low) < low
}

function prepare(list: SpanList): void {
  raiseMaxima(list)
  layCells(list)
  list.right = list.count
}

/** As many cells as spans. The first and the last also stand for what lies outside. */
function layCells(list: SpanList): void {
  const { lows, highs, count } = list
  const first = lows.subarray(0, count).find(Number.isFinite) ?? 0
  const width = (lows[count - 1] ?? 0) - first
  if (list.starts.length < count) list.starts = new Int32Array(lows.length)
  list.origin = first
  list.cellsPerUnit = width > 0 ? (count - 1) / width : 0
  let start = 0
  for (let cell = 0; cell < count; cell += 1) {
    while (start < count && cellOf(list, highs[start] ?? 0) < cell) start += 1
    list.starts[cell] = start
  }
}

function cellOf({ origin, cellsPerUnit, count }: SpanList, number: number): number {
  const cell = Math.floor((number - origin) * cellsPerUnit)
  return cell < count ? Math.max(cell, 0) : count - 1
}

function raiseMaxima(list: SpanList): void {
  let below = list.highs
  let size = list.count
  let from = list.right
  let level = 0
  for (; size > step; level += 1) {
    const next = Math.ceil(size / step)
    let tops = list.maxima[level]
    from = tops === undefined ? 0 : Math.floor(from / step)
    if (tops === undefined || tops.length < next) {
      tops = grown(tops ?? new Float64Array(0), next)
      list.maxima[level] = tops
    }
    for (let at = from; at < next; at += 1)
      tops[at] = greatest(below, at * step, Math.min(size, at * step + step))
    below = tops
    size = next
  }
  list.maxima.length = level
}

function greatest(values: Float64Array, from: number, to: number): number {
  let greatest = Number.NEGATIVE_INFINITY
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? 0
    if (value > greatest) greatest = value
  }
  return greatest
}

function grow(list: SpanList): void {
  const wanted = list.count + 1
  list.lows = grown(list.lows, wanted)
  list.highs = grown(list.highs, wanted)
  const values = new Int32Array(list.lows.length)
  values.set(list.values)
  list.values = values
}

function grown(values: Float64Array, wanted: number): Float64Array {
  const larger = new Float64Array(Math.ceil(wanted * 1.5))
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
