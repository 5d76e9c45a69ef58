import {
  type CatalogueRecord,
  linkingDisOf,
  replaces,
} from '@recallwire/domain/catalogue/catalogue-record.ts'
import type { Collection, Write } from '../database/collection.ts'
import { jsonOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'

export type Batch = {
  /** Stands in each record that it writes. */
  readonly mark: string
  /** Whether a record was written by a batch that was never counted: its next writer counts it. */
  readonly uncounted: (mark: string) => boolean
  /** Runs before the first write. */
  readonly before: () => Promise<unknown>
}

type Known = { readonly record: CatalogueRecord; readonly write: string }
type Put = { readonly next: CatalogueRecord; readonly before: Known | undefined; readonly count: number }

/**
 * Writes those records of a batch that are new or replace what is known, and answers how many did. Each is written where it is still
 * as it was read; what someone else changed is looked at again.
 */
export async function putRecords(
  records: Collection,
  batch: readonly CatalogueRecord[],
  { mark, uncounted, before }: Batch,
): Promise<number> {
  let left = batch
  let changed = 0
  while (left.length > 0) {
    const puts = await decide(records, left, uncounted)
    if (puts.length === 0) return changed
    if (left === batch) await before()
    const done = await writeAll(records, puts, mark)
    changed += puts.reduce((sum, { next, count }) => sum + (done.has(next.recordKey) ? count : 0), 0)
    const again = new Set(puts.map(({ next }) => next.recordKey).filter((key) => !done.has(key)))
    left = left.filter(({ recordKey }) => again.has(recordKey))
  }
  return changed
}

/** What becomes of each key when the batch is gone through in its order. */
async function decide(
  records: Collection,
  batch: readonly CatalogueRecord[],
  uncounted: Batch['uncounted'],
): Promise<readonly Put[]> {
  const keys = [...new Set(batch.map(({ recordKey }) => recordKey))]
  const found = await records.find({ _id: { $in: keys } }, { only: ['document', 'write'] })
  const known = new Map(
    found.map((row) => [
      textOf(row, '_id'),
      { record: jsonOf<CatalogueRecord>(row, 'document'), write: textOf(row, 'write') },
    ]),
  )
  const puts = new Map<string, Put>()
  for (const record of batch) {
    const put = puts.get(record.recordKey)
    const before = known.get(record.recordKey)
    const current = put?.next ?? before?.record
    const isKnown = current !== undefined && (isSame(current, record) || !replaces(record, current))
    const isCounted = put !== undefined || before === undefined || !uncounted(before.write)
    if (isKnown && (isCounted || !isSame(current, record))) continue
    puts.set(record.recordKey, { next: record, before, count: (put?.count ?? 0) + 1 })
  }
  return [...puts.values()]
}

const isSame = (one: CatalogueRecord, other: CatalogueRecord): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** The keys that are written. */
async function writeAll(
  records: Collection,
  puts: readonly Put[],
  mark: string,
): Promise<ReadonlySet<string>> {
  const writes = puts.map(({ next, before }): Write => {
    const dis = [...new Set(next.identifiers.map(({ di }) => di))]
    const row = { write: mark, document: JSON.stringify(next), dis, linkingDis: linkingDisOf(next) }
    if (before === undefined) return { kind: 'insert', row: { _id: next.recordKey, ...row } }
    const filter = { _id: next.recordKey, write: before.write }
    return { kind: 'update', filter, change: { $set: row } }
  })
  const keys = puts.map(({ next }) => next.recordKey)
  return settle(async () => {
    if ((await records.writeAll(writes)) === writes.length) return new Set(keys)
    const found = await records.find({ _id: { $in: keys }, write: mark }, { only: [] })
    return new Set(found.map((row) => textOf(row, '_id')))
  })
}
