import { roleSchema } from '@recallwire/domain/access/actor.ts'
import type { Observation } from '@recallwire/domain/device/observation.ts'
import { eventBytes, type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { DeviceImport } from '@recallwire/ports/import-store.ts'
import type { Writes } from './database.ts'
import type { LogTable } from './log/log-table.ts'
import { integerOf, jsonOf, textOf } from './row.ts'

export type PublishedRow = { readonly importId: string; readonly row: number }

/** Publishes the next rows of the import that was committed first, in row order; inside a write. */
export function publishImportRows(tx: Writes, table: LogTable, limit: number): readonly PublishedRow[] {
  const head = tx.get(
    `SELECT import_id, document FROM import_queue JOIN imports ON imports.id = import_id
     ORDER BY import_queue.id LIMIT 1`,
  )
  if (!head) return []
  const importId = textOf(head, 'import_id')
  const entry = jsonOf<DeviceImport>(head, 'document')
  const rows = tx.all(
    'SELECT row, observation FROM import_rows WHERE import_id = ? ORDER BY row LIMIT ?',
    importId,
    limit,
  )
  return rows.map((stored) => {
    const row = integerOf(stored, 'row')
    const { topic, key, event } = observedEvent(entry, row, jsonOf<Observation>(stored, 'observation'))
    table.append(tx, { topic, key, value: eventBytes(event), headers: {} })
    return { importId, row }
  })
}

/** Drops rows that are in the log; an import without rows leaves the queue. */
export function forgetImportRows(tx: Writes, rows: readonly PublishedRow[]): void {
  for (const { importId, row } of rows) {
    if (tx.run('DELETE FROM import_rows WHERE import_id = ? AND row = ?', importId, row) === 0) continue
    tx.run('UPDATE import_queue SET waiting = waiting - 1 WHERE import_id = ?', importId)
  }
  tx.run('DELETE FROM import_queue WHERE waiting <= 0')
}

/** One staged row as an event: its id derives from import and row, so that publishing it again is recognised. */
function observedEvent(entry: DeviceImport, row: number, observation: Observation): OutgoingEvent {
  const { importId, organisationId, by, committedAt } = entry
  if (committedAt === undefined) throw new Error(`the import ${importId} is committed without a time`)
  return outgoing(observation.facilityId, {
    id: eventIdOf('import', importId, row),
    source: '/ingestion',
    type: 'recallwire.device-observed.v1',
    subject: observation.facilityId,
    at: committedAt,
    actor: { organisationId, role: roleSchema.parse(by.role), by: by.by },
    causeId: importId,
    data: { observation, row },
  })
}
