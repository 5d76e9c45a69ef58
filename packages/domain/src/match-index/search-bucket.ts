import { type Answer, holds, mayHold, mustBeEvaluated, type Report } from './answer.ts'
import { placeOn } from './axis.ts'
import { firstOf, isSorted, kindOf, kindsIn, listIn } from './buckets.ts'
import { conditionOf, highOf, lowOf, nextOf, productOf } from './criteria.ts'
import type { IndexData } from './index-data.ts'
import { type Kind, kinds } from './kinds.ts'
import { findMarks, findPrefixes } from './marks-in-lists.ts'
import { findRanges, reportAt } from './range-table.ts'
import { lotOf, type MarkReading, serialOf, standingUnder } from './unit-reading.ts'
import { firstEqual, lastBeginning } from './version-form.ts'

/** Reports every criterion of a product key that covers the unit, or may. */
export function searchBucket(data: IndexData, bucket: number, answer: Answer): void {
  const { buckets, marks } = data
  const { unit } = answer
  const present = kindsIn(buckets, bucket)
  const has = (kind: Kind): boolean => (present & (1 << kind)) !== 0
  if (has(kinds.everyUnit)) reportList(data, listIn(bucket, kinds.everyUnit), holds, answer)
  if (has(kinds.evaluated)) reportList(data, listIn(bucket, kinds.evaluated), mustBeEvaluated, answer)
  if (has(kinds.lots)) {
    const lot = lotOf(unit)
    if (lot === undefined) reportList(data, listIn(bucket, kinds.lots), mayHold, answer)
    else findMarks(marks, listIn(bucket, kinds.lots), lot, answer)
  }
  if (has(kinds.serials)) {
    const serial = serialOf(unit)
    if (serial === undefined) reportList(data, listIn(bucket, kinds.serials), mayHold, answer)
    else findMarks(marks, listIn(bucket, kinds.serials), serial, answer)
  }
  if (has(kinds.prefixes)) {
    const serial = serialOf(unit)
    if (serial === undefined) reportList(data, listIn(bucket, kinds.prefixes), mayHold, answer)
    else findPrefixes(marks, listIn(bucket, kinds.prefixes), serial, answer)
  }
  if (has(kinds.ranges)) searchRanges(data, listIn(bucket, kinds.ranges), answer)
  if (has(kinds.made)) searchAxis(data, listIn(bucket, kinds.made), answer)
  if (has(kinds.expires)) searchAxis(data, listIn(bucket, kinds.expires), answer)
  if (has(kinds.software)) searchAxis(data, listIn(bucket, kinds.software), answer)
}

function searchRanges(data: IndexData, list: number, answer: Answer): void {
  const { criteria, buckets, ranges } = data
  const serial = serialOf(answer.unit)
  if (serial === undefined) {
    reportList(data, list, mayHold, answer)
    return
  }
  const sorted = isSorted(buckets, list) && serial.digits > 0 ? ranges.get(list) : undefined
  if (sorted !== undefined) {
    findRanges(sorted, serial, answer)
    return
  }
  for (let one = firstOf(buckets, list); one !== 0; one = nextOf(criteria, one)) {
    askRange(data, one, serial, answer)
  }
}

function askRange({ criteria }: IndexData, criterion: number, serial: MarkReading, answer: Answer): void {
  const shape = conditionOf(criteria, criterion)?.shape
  if (shape === undefined) return
  const standing = standingUnder(shape, serial)
  if (standing === 'doubtful') mayHold(answer, criterion)
  if (standing !== 'ordered') return
  if (lowOf(criteria, criterion) <= serial.number && highOf(criteria, criterion) >= serial.number) {
    holds(answer, criterion)
  }
}

/** Days or versions. */
function searchAxis(data: IndexData, list: number, answer: Answer): void {
  const kind = kindOf(list)
  const place = placeOn(kind, answer.unit)
  if (place === undefined) reportList(data, list, mayHold, answer)
  else if (!Number.isNaN(place)) searchSpans(data, list, place, place, holds, answer)
  else if (kind !== kinds.software) reportList(data, list, mustBeEvaluated, answer)
  else {
    // A version with words in it is ordered only against those that differ from it in the numbers it begins with; what is
    // below one of the others ends one place before it.
    const { version } = answer.unit
    searchSpans(data, list, firstEqual(version) - 1, lastBeginning(version), mustBeEvaluated, answer)
  }
}

function searchSpans(
  data: IndexData,
  list: number,
  low: number,
  high: number,
  report: Report,
  answer: Answer,
): void {
  const { criteria, buckets, spans } = data
  const sorted = isSorted(buckets, list) ? spans.get(list) : undefined
  if (sorted !== undefined) {
    reportAt(sorted, low, high, report, answer)
    return
  }
  for (let one = firstOf(buckets, list); one !== 0; one = nextOf(criteria, one)) {
    if (lowOf(criteria, one) <= high && highOf(criteria, one) >= low) report(answer, one)
  }
}

function reportList({ buckets, criteria }: IndexData, list: number, report: Report, answer: Answer): void {
  for (let one = firstOf(buckets, list); one !== 0; one = nextOf(criteria, one)) report(answer, one)
}

/** The products of all criteria of a product key. */
export function productsIn({ buckets, criteria }: IndexData, bucket: number): readonly number[] {
  const products: number[] = []
  for (const kind of Object.values(kinds)) {
    const first = firstOf(buckets, listIn(bucket, kind))
    for (let one = first; one !== 0; one = nextOf(criteria, one)) products.push(productOf(criteria, one))
  }
  return products
}
