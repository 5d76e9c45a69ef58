import { roleSchema } from '@recallwire/domain/access/actor.ts'
import type { Observation } from '@recallwire/domain/device/observation.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import { typeHeader } from '@recallwire/domain/events/handle-records.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
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

/**
 * Staged rows as records. An event's id derives from import and row, so that publishing it again is recognised. The
 * observation goes from text to text: reading and writing it again would cost more than all else here.
 */
function recordsOf(entry: DeviceImport, rows: readonly Row[]): readonly NewRecord[] {
  const [first] = rows
  if (first === undefined) return []
  const { topic, event } = firstEvent(entry, first)
  const { data: _, ...envelope } = event
  const headers = { [typeHeader]: event.type }
  return rows.map((staged) => {
    const row = integerOf(staged, 'row')
    const key = textOf(staged, 'facility_id')
    const around = JSON.stringify({ ...envelope, id: idOf(entry, row), subject: key })
    const text = `${around.slice(0, -1)},"data":{"observation":${textOf(staged, 'observation')},"row":${row}}}`
    return { topic, key, value: encoder.encode(text), headers }
  })
}

function firstEvent(entry: DeviceImport, staged: Row) {
  const { importId, organisationId, by, committedAt } = entry
  if (committedAt === undefined) throw new Error(`the import ${importId} is committed without a time`)
  const observation = jsonOf<Observation>(staged, 'observation')
  const row = integerOf(staged, 'row')
  return outgoing(observation.facilityId, {
    id: idOf(entry, row),
    source: '/ingestion',
    type: 'recallwire.device-observed.v1',
    subject: observation.facilityId,
    at: committedAt,
    actor: { organisationId, role: roleSchema.parse(by.role), by: by.by },
    causeId: importId,
    data: { observation, row },
  })
}

const idOf = ({ importId }: DeviceImport, row: number): string => eventIdOf('import', importId, row)
