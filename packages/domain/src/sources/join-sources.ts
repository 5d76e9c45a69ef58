import { z } from 'zod'
import { instantSchema } from '../time.ts'
import { type MergedFields, mergeFields, type SaidFields, type SourcedValue } from './merge-fields.ts'
import {
  marksOfRecord,
  recordKeyOf,
  type SourceField,
  type SourceRecord,
  sourceFields,
  sourceRecordSchema,
} from './source-record.ts'

/** A record as it was read at some time. Versions of one record are kept side by side; the newest speaks. */
export const sourceVersionSchema = z.strictObject({ record: sourceRecordSchema, importedAt: instantSchema })
export type SourceVersion = z.infer<typeof sourceVersionSchema>

/** One product of the event, by its recall number: both records of it, joined. */
export type ProductFromSources = { readonly recallNumber: string; readonly fields: MergedFields }

/** What FDA's records say of one recall, with whose word each value is. */
export type RecallFromSources = {
  readonly eventId: string | undefined
  /** Ascending; also those that a record before 2012 only names in its text. */
  readonly recallNumbers: readonly string[]
  readonly fields: MergedFields
  readonly products: readonly ProductFromSources[]
}

/** Facts of one product: the event as a whole says nothing about them. */
const productFields: readonly SourceField[] = [
  'productDescription',
  'productQuantity',
  'codeInfo',
  'productCode',
  'deviceName',
  'submissions',
]

/**
 * Records that belong together: one event has a record per product and kind, and the kinds share the recall number. Records
 * without an event number (before June 2012) go by their recall number.
 */
export function groupVersions(versions: readonly SourceVersion[]): readonly (readonly SourceVersion[])[] {
  const groups: { marks: Set<string>; versions: SourceVersion[] }[] = []
  for (const version of versions) {
    const marks = marksOfRecord(version.record)
    const touched = groups.filter((group) => marks.some((mark) => group.marks.has(mark)))
    const [first = { marks: new Set<string>(), versions: [] }, ...merged] = touched
    for (const group of merged) {
      for (const mark of group.marks) first.marks.add(mark)
      first.versions.push(...group.versions)
      groups.splice(groups.indexOf(group), 1)
    }
    for (const mark of marks) first.marks.add(mark)
    first.versions.push(version)
    if (touched.length === 0) groups.push(first)
  }
  return groups.map((group) => group.versions)
}

/** One recall out of the versions of its records, in any order, and of what its firm's notice says, where there is one. */
export function joinSources(versions: readonly SourceVersion[], notice: SaidFields = {}): RecallFromSources {
  const numbers = sortedOnce(versions.flatMap(({ record }) => [record.recallNumber, ...record.alsoNumbered]))
  const products = sortedOnce(versions.map(({ record }) => record.recallNumber))
  const ofEvent = sourceFields.filter((field) => !productFields.includes(field))
  return {
    eventId: sortedOnce(versions.flatMap(({ record }) => record.eventId ?? []))[0],
    recallNumbers: numbers,
    fields: withoutEarlyEnd(mergeFields(saidBy(versions, ofEvent, notice))),
    products: products.map((recallNumber) => ({
      recallNumber,
      fields: mergeFields(
        saidBy(
          versions.filter(({ record }) => record.recallNumber === recallNumber),
          sourceFields,
        ),
      ),
    })),
  }
}

/** An event has ended when its last product has: until then the dates of those that have are theirs alone. */
function withoutEarlyEnd(fields: MergedFields): MergedFields {
  const { terminatedOn: _early, ...rest } = fields
  return fields.status === undefined || fields.status.value === 'terminated' ? fields : rest
}

function saidBy(
  versions: readonly SourceVersion[],
  fields: readonly SourceField[],
  notice: SaidFields = {},
): SaidFields {
  const newest = newestByRecord(versions)
  const said: Partial<Record<SourceField, SourcedValue[]>> = {}
  for (const field of fields) said[field] = [...(notice[field] ?? [])]
  for (const { record } of versions) {
    const current = newest.get(recordKeyOf(record))
    for (const field of fields) {
      const value = record.fields[field]
      if (value === undefined) continue
      const superseded = current?.fields[field] !== value
      const { source, recallNumber } = record
      said[field]?.push({ source, recallNumber, value, superseded })
    }
  }
  return said
}

export function newestByRecord(versions: readonly SourceVersion[]): ReadonlyMap<string, SourceRecord> {
  return new Map(versions.toSorted(byAge).map(({ record }) => [recordKeyOf(record), record]))
}

/** Older first: by the newest day a version knows of, then by when it was read; its hash makes the order whole. */
function byAge(one: SourceVersion, other: SourceVersion): number {
  const [a, b] = [one, other].map(
    (version) => `${knownThrough(version.record)} ${version.importedAt} ${version.record.hash}`,
  )
  return (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1
}

/** openFDA's own date of a file is at times years behind what the file holds. */
function knownThrough({ asOf = '', fields }: SourceRecord): string {
  const dates = [fields.classifiedOn, fields.reportedOn, fields.createdOn, fields.terminatedOn]
  return [asOf, ...dates.map((date) => date ?? '')].toSorted().at(-1) ?? ''
}

const sortedOnce = (texts: readonly string[]): readonly string[] => [...new Set(texts)].toSorted()
