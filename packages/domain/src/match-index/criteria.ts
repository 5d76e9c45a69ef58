import type { Kind } from './kinds.ts'
import type { Planned } from './plan-criteria.ts'
import type { RangeShape } from './range-shape.ts'

/** What one or several criteria ask, which differ by product key or by span. */
export type Condition = Planned & {
  /** Of a range of serials: which serials are ordered by it. */
  readonly shape: RangeShape | undefined
}

/**
 * One criterion is one condition under which a product key covers a unit, in a row of 56 bytes: whole numbers, the two ends of
 * what it covers on its axis (serials, days, versions), and those on a second axis where it needs both. Rows hang together in
 * lists, one per product key and kind, and those of a product besides.
 */
export type Criteria = {
  /** `next` and `previous` of the list, the list, the product with its flags, and the next of the product. */
  rows: Int32Array
  /** The same memory. */
  ends: Float64Array
  readonly conditions: (Condition | undefined)[]
  /** The first row that is free again; row 0 stands for none. */
  free: number
}

const width = 14
const [nextAt, previousAt, listAt, productAt, siblingAt] = [0, 1, 2, 3, 4]
/** Places of the same row in `ends`. */
const endsWidth = width / 2
const [lowAt, highAt, secondLowAt, secondHighAt] = [3, 4, 5, 6]

export const createCriteria = (): Criteria => ({
  ...viewsOf(new ArrayBuffer(16 * width * 4)),
  conditions: [undefined],
  free: 0,
})

/** The catalogue is not sure that this key is the product: whatever the condition says, all that follows is a question. */
export const isUnsure = 1
/** A unit within the ends may be covered, and is not for certain. */
export const isDoubtful = 2
/** More than the list and the ends decides. */
export const isCompound = 4
/** The kind of the second ends, from this bit on; 0 where there are none. */
const secondKindAt = 3
const flagBits = 7

export const secondKindFlag = (kind: Kind): number => kind << secondKindAt
export const secondKindIn = (flags: number): number => flags >> secondKindAt

export type Criterion = {
  readonly list: number
  readonly product: number
  /** The next criterion of the same product, or 0. */
  readonly sibling: number
  readonly flags: number
  readonly ends: Ends
  readonly secondEnds: Ends
  readonly condition: Condition
}

export type Ends = { readonly low: number; readonly high: number }

export function addRow(
  criteria: Criteria,
  { list, product, sibling, flags, ends, secondEnds, condition }: Criterion,
): number {
  const row = takeFree(criteria)
  criteria.conditions[row] = condition
  criteria.rows[row * width + listAt] = list
  criteria.rows[row * width + productAt] = (product << flagBits) | flags
  criteria.rows[row * width + siblingAt] = sibling
  criteria.ends.set([ends.low, ends.high, secondEnds.low, secondEnds.high], row * endsWidth + lowAt)
  return row
}

export function freeRow(criteria: Criteria, row: number): void {
  criteria.conditions[row] = undefined
  criteria.rows[row * width + nextAt] = criteria.free
  criteria.free = row
}

export const nextOf = ({ rows }: Criteria, row: number): number => rows[row * width + nextAt] ?? 0
export const previousOf = ({ rows }: Criteria, row: number): number => rows[row * width + previousAt] ?? 0
export const siblingOf = ({ rows }: Criteria, row: number): number => rows[row * width + siblingAt] ?? 0
export const listOf = ({ rows }: Criteria, row: number): number => rows[row * width + listAt] ?? 0
export const productOf = ({ rows }: Criteria, row: number): number =>
  (rows[row * width + productAt] ?? 0) >> flagBits
export const flagsOf = ({ rows }: Criteria, row: number): number =>
  (rows[row * width + productAt] ?? 0) & ((1 << flagBits) - 1)
export const conditionOf = ({ conditions }: Criteria, row: number): Condition | undefined => conditions[row]
export const lowOf = ({ ends }: Criteria, row: number): number => ends[row * endsWidth + lowAt] ?? 0
export const highOf = ({ ends }: Criteria, row: number): number => ends[row * endsWidth + highAt] ?? 0
export const isWithinSecondEnds = ({ ends }: Criteria, row: number, number: number): boolean =>
  (ends[row * endsWidth + secondLowAt] ?? 0) <= number &&
  (ends[row * endsWidth + secondHighAt] ?? 0) >= number

/** Puts `next` behind `row`; 0 stands for the end of the list on either side. */
export function link({ rows }: Criteria, row: number, next: number): void {
  if (row !== 0) rows[row * width + nextAt] = next
  if (next !== 0) rows[next * width + previousAt] = row
}

function takeFree(criteria: Criteria): number {
  const { free } = criteria
  if (free !== 0) {
    criteria.free = nextOf(criteria, free)
    return free
  }
  const row = criteria.conditions.push(undefined) - 1
  if ((row + 1) * width > criteria.rows.length) {
    const larger = viewsOf(new ArrayBuffer(Math.ceil(row * 1.5) * width * 4))
    larger.rows.set(criteria.rows)
    Object.assign(criteria, larger)
  }
  return row
}

const viewsOf = (memory: ArrayBuffer) => ({ rows: new Int32Array(memory), ends: new Float64Array(memory) })
