import { foldMark } from '../scope/marks.ts'
import {
  type Answer,
  type Criterion,
  holds,
  type IndexedRecall,
  mustBeEvaluated,
  reportAll,
  takeOut,
} from './criterion.ts'
import { addDates, createDateTable, type DateTable, findDates, removeDates } from './date-table.ts'
import { addMarks, createMarkTable, findMarks, type MarkTable, removeMarks } from './mark-table.ts'
import {
  addPrefixes,
  createPrefixTable,
  findPrefixes,
  type PrefixTable,
  removePrefixes,
} from './prefix-table.ts'
import { addRange, createRangeTable, findRanges, type RangeTable, removeRange } from './range-table.ts'
import {
  addSoftware,
  createSoftwareTable,
  findSoftware,
  removeSoftware,
  type SoftwareTable,
} from './software-table.ts'
import type { ReadVersion } from './version-form.ts'

/** Everything that the open recalls say about one product key. A table is made when the first criterion needs it. */
export type Bucket = {
  /** The recalls that name the product, once each. */
  readonly recalls: IndexedRecall[]
  readonly everyUnit: Criterion[]
  readonly evaluated: Criterion[]
  lots: MarkTable | undefined
  serials: MarkTable | undefined
  prefixes: PrefixTable | undefined
  ranges: RangeTable | undefined
  made: DateTable | undefined
  expires: DateTable | undefined
  software: SoftwareTable | undefined
}

export const createBucket = (): Bucket => ({
  recalls: [],
  everyUnit: [],
  evaluated: [],
  lots: undefined,
  serials: undefined,
  prefixes: undefined,
  ranges: undefined,
  made: undefined,
  expires: undefined,
  software: undefined,
})

export function addCriterion(bucket: Bucket, criterion: Criterion): void {
  const { leaf } = criterion
  if (criterion.whole === leaf) bucket.evaluated.push(criterion)
  else if ('all' in leaf) bucket.everyUnit.push(criterion)
  else if ('lots' in leaf) {
    bucket.lots ??= createMarkTable()
    addMarks(bucket.lots, leaf.lots, criterion)
  } else if ('serials' in leaf) {
    bucket.serials ??= createMarkTable()
    addMarks(bucket.serials, leaf.serials, criterion)
  } else if ('serialPrefix' in leaf) {
    bucket.prefixes ??= createPrefixTable()
    addPrefixes(bucket.prefixes, leaf.serialPrefix, criterion)
  } else if ('serialRange' in leaf) {
    bucket.ranges ??= createRangeTable()
    addRange(bucket.ranges, leaf.serialRange, criterion)
  } else if ('manufacturedBetween' in leaf) {
    bucket.made ??= createDateTable()
    addDates(bucket.made, leaf.manufacturedBetween, criterion)
  } else if ('expiresBetween' in leaf) {
    bucket.expires ??= createDateTable()
    addDates(bucket.expires, leaf.expiresBetween, criterion)
  } else if ('software' in leaf) {
    bucket.software ??= createSoftwareTable()
    addSoftware(bucket.software, leaf.software, criterion)
  } else bucket.evaluated.push(criterion)
}

export function removeCriterion(bucket: Bucket, criterion: Criterion): void {
  const { leaf } = criterion
  takeOut(bucket.evaluated, criterion)
  takeOut(bucket.everyUnit, criterion)
  if ('lots' in leaf && bucket.lots) removeMarks(bucket.lots, leaf.lots, criterion)
  if ('serials' in leaf && bucket.serials) removeMarks(bucket.serials, leaf.serials, criterion)
  if ('serialPrefix' in leaf && bucket.prefixes) removePrefixes(bucket.prefixes, leaf.serialPrefix, criterion)
  if ('serialRange' in leaf && bucket.ranges) removeRange(bucket.ranges, leaf.serialRange, criterion)
  if ('manufacturedBetween' in leaf && bucket.made) removeDates(bucket.made, criterion)
  if ('expiresBetween' in leaf && bucket.expires) removeDates(bucket.expires, criterion)
  if ('software' in leaf && bucket.software) removeSoftware(bucket.software, leaf.software, criterion)
}

export function searchBucket(bucket: Bucket, answer: Answer, readVersion: ReadVersion): void {
  const { lots, serials, prefixes, ranges, made, expires, software } = bucket
  const { lot, serial, manufacturedOn, expiresOn, softwareVersion } = answer.facts
  reportAll(answer, bucket.everyUnit, holds)
  reportAll(answer, bucket.evaluated, mustBeEvaluated)
  if (lots !== undefined) findMarks(lots, lot, lot === undefined ? '' : foldMark(lot), answer)
  if (serials !== undefined || prefixes !== undefined || ranges !== undefined) {
    const folded = serial === undefined ? '' : foldMark(serial)
    if (serials !== undefined) findMarks(serials, serial, folded, answer)
    if (prefixes !== undefined) findPrefixes(prefixes, serial, folded, answer)
    if (ranges !== undefined) findRanges(ranges, serial, folded, answer)
  }
  if (made !== undefined) findDates(made, manufacturedOn, answer)
  if (expires !== undefined) findDates(expires, expiresOn, answer)
  if (software !== undefined) {
    findSoftware(software, softwareVersion === undefined ? undefined : readVersion(softwareVersion), answer)
  }
}
