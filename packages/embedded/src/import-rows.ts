import { observedRows } from '@recallwire/domain/events/observed-rows.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'
import type { Writes } from './database.ts'
import type { LogTable, NewRecord } from './log/log-table.ts'
import { integerOf, jsonOf, type Row, textOf } from './row.ts'

/** Rows of one import that are in the log: so many, `last` the last of them. */
export type PublishedRows = { readonly importId: string; readonly last: number; readonly count: number }

const nextRows = `
SELECT queued.import_id, row, observation, observation ->> '$.facilityId' AS facility_id
FROM import_queue AS queued JOIN import_rows AS staged ON staged.import_id = queued.import_id
ORDER BY queued.id, row LIMIT ?`

/** Publishes the next rows of the imports, the one that was committed first first, in row order; inside a write. */
export function publishImportRows(tx: Writes, table: LogTable, limit: number): readonly PublishedRows[] {
  const byImport = Map.groupBy(tx.all(nextRows, limit), (row) => textOf(row, 'import_id'))
  return [...byImport].map(([importId, rows]) => {
    const found = tx.get('SELECT document FROM imports WHERE id = ?', importId) ?? {}
    table.append(tx, recordsOf(jsonOf<DeviceImport>(found, 'document'), rows))
    const last = rows.at(-1)
    return { importId, last: last === undefined ? 0 : integerOf(last, 'row'), count: rows.length }
  })
}

/** Drops rows that are in the log; an import without rows leaves the queue. */
export function forgetImportRows(tx: Writes, { importId, last }: PublishedRows): void {
  const dropped = tx.run('DELETE FROM import_rows WHERE import_id = ? AND row <= ?', importId, last)
  tx.run('UPDATE import_queue SET waiting = waiting - ? WHERE import_id = ?', dropped, importId)
  tx.run('DELETE FROM import_queue WHERE import_id = ? AND waiting <= 0', importId)
}

const encoder = new TextEncoder()

function recordsOf(entry: DeviceImport, rows: readonly Row[]): readonly NewRecord[] {
  const staged = rows.map((row) => ({
    row: integerOf(row, 'row'),
    facilityId: textOf(row, 'facility_id'),
    observation: textOf(row, 'observation'),
  }))
  return observedRows(entry, staged).map(({ topic, key, text, headers }) => {
    return { topic, key, value: encoder.encode(text), headers }
  })
}
