import { createHash } from 'node:crypto'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import { readCatalogueRecord } from '@recallwire/domain/catalogue/read-catalogue-record.ts'
import type { RefusedRow } from '@recallwire/ports/import-store.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'

/** What came of a file's entries so far. */
export type CatalogueTally = {
  readonly records: number
  readonly refused: number
  readonly refusals: readonly RefusedRow[]
  /** SHA-256 over the canonical JSON lines of the records, in the file's order. */
  readonly digest: string
}

export interface RecordCollector {
  /** Reads the next entry; undefined when it was refused. */
  take(entry: CatalogueEntry): CatalogueRecord | undefined
  tally(): CatalogueTally
}

/** A report of more would be read by nobody. */
const longestReport = 1_000

/** Reads entries one after the other and keeps of them only what the report and the digest need. */
export function createRecordCollector(): RecordCollector {
  const hash = createHash('sha256')
  const refusals: RefusedRow[] = []
  let records = 0
  let refused = 0
  const refuse = (row: number, field: string, reason: string): undefined => {
    refused += 1
    if (refusals.length < longestReport) refusals.push({ row, field, reason })
  }
  return {
    take: (entry) => {
      if (entry.kind === 'broken') return refuse(entry.line, '', entry.reason)
      const reading = readCatalogueRecord(entry.value)
      if (reading.kind === 'refused') return refuse(entry.line, reading.field, reading.reason)
      records += 1
      hash.update(`${canonicalJson(reading.record)}\n`)
      return reading.record
    },
    tally: () => ({ records, refused, refusals: [...refusals], digest: hash.copy().digest('hex') }),
  }
}
