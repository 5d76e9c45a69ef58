import { type Criteria, link, listOf, nextOf, previousOf } from './criteria.ts'
import { type GtinHalves, noHalves, readHalves } from './gtin-halves.ts'
import type { Kind } from './kinds.ts'
import type { ProductName } from './product-buckets.ts'

/**
 * What the open recalls say about each product key, in a row of 64 bytes: which kinds of criteria there are, how many, and
 * the first of each kind's list, and the halves of the GTIN. The lists of a bucket are numbered from 16 times the bucket on.
 */
export type Buckets = {
  rows: Int32Array
  readonly names: (ProductName | undefined)[]
  free: number
}

const widthBits = 4
const width = 1 << widthBits
const [kindsAt, countAt, sortedAt, headsAt, halvesAt] = [0, 1, 2, 3, 13]

export const createBuckets = (): Buckets => ({
  rows: new Int32Array(16 * width),
  names: [undefined],
  free: 0,
})

export function makeBucket(buckets: Buckets, name: ProductName): number {
  const bucket = takeFree(buckets)
  const { high, low } = 'di' in name && readHalves(halves, name.di) ? halves : noHalves
  buckets.names[bucket] = name
  buckets.rows[bucket * width + headsAt] = 0
  buckets.rows[bucket * width + halvesAt] = high
  buckets.rows[bucket * width + halvesAt + 1] = low
  return bucket
}

const halves: GtinHalves = { ...noHalves }

/** Of a bucket without criteria. */
export function freeBucket(buckets: Buckets, bucket: number): void {
  buckets.names[bucket] = undefined
  buckets.rows[bucket * width + headsAt] = buckets.free
  buckets.free = bucket
}

export const hasHalves = ({ rows }: Buckets, bucket: number, { high, low }: GtinHalves): boolean =>
  rows[bucket * width + halvesAt + 1] === low && rows[bucket * width + halvesAt] === high

export const listIn = (bucket: number, kind: Kind): number => bucket * width + kind

export const kindOf = (list: number): number => list & (width - 1)

export const nameOf = ({ names }: Buckets, bucket: number): ProductName | undefined => names[bucket]

export const bucketOf = (list: number): number => list >> widthBits

/** A bit for each kind that occurs. */
export const kindsIn = ({ rows }: Buckets, bucket: number): number => rows[bucket * width + kindsAt] ?? 0

export const isEmpty = ({ rows }: Buckets, bucket: number): boolean => rows[bucket * width + countAt] === 0

/** The first criterion of a list, 0 for none. */
export const firstOf = ({ rows }: Buckets, list: number): number => rows[list + headsAt] ?? 0

/** Whether a list is so long that it is kept in order besides. */
export const isSorted = ({ rows }: Buckets, list: number): boolean =>
  ((rows[bucketOf(list) * width + sortedAt] ?? 0) & bitOf(list)) !== 0

export function setSorted({ rows }: Buckets, list: number, sorted: boolean): void {
  const at = bucketOf(list) * width + sortedAt
  rows[at] = sorted ? (rows[at] ?? 0) | bitOf(list) : (rows[at] ?? 0) & ~bitOf(list)
}

const bitOf = (list: number): number => 1 << kindOf(list)

/** Puts a criterion at the front of its list. */
export function linkCriterion({ rows }: Buckets, criteria: Criteria, criterion: number): void {
  const list = listOf(criteria, criterion)
  const at = bucketOf(list) * width
  link(criteria, criterion, rows[list + headsAt] ?? 0)
  link(criteria, 0, criterion)
  rows[list + headsAt] = criterion
  rows[at + kindsAt] = (rows[at + kindsAt] ?? 0) | bitOf(list)
  rows[at + countAt] = (rows[at + countAt] ?? 0) + 1
}

export function unlinkCriterion({ rows }: Buckets, criteria: Criteria, criterion: number): void {
  const list = listOf(criteria, criterion)
  const at = bucketOf(list) * width
  const [previous, next] = [previousOf(criteria, criterion), nextOf(criteria, criterion)]
  link(criteria, previous, next)
  if (previous === 0) rows[list + headsAt] = next
  if (previous === 0 && next === 0) rows[at + kindsAt] = (rows[at + kindsAt] ?? 0) & ~bitOf(list)
  rows[at + countAt] = (rows[at + countAt] ?? 0) - 1
}

function takeFree(buckets: Buckets): number {
  const { free } = buckets
  if (free !== 0) {
    buckets.free = buckets.rows[free * width + headsAt] ?? 0
    return free
  }
  const bucket = buckets.names.push(undefined) - 1
  if ((bucket + 1) * width > buckets.rows.length) {
    const larger = new Int32Array(Math.ceil(buckets.names.length * 1.5) * width)
    larger.set(buckets.rows)
    buckets.rows = larger
  }
  return bucket
}
