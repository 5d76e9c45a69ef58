import { type ObservedImport, observedRows } from '@recallwire/domain/events/observed-rows.ts'
import type { EventLog } from '@recallwire/ports/event-log.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { integerOf, jsonOf, textOf } from '../database/row.ts'
import { countingFields, createStagedRows } from '../stores/staged-rows.ts'

const queueFields = ['document', 'queuedSince', 'queueAfter', ...countingFields]
const importsAtOnce = 10

/**
 * Publishes the next rows of committed imports, the one that was committed first first, in row order. How far an import is stands in
 * its row; where two relays are at it, the one that comes second changes nothing.
 */
export async function relayImportRows(
  db: Database,
  log: Pick<EventLog, 'publish'>,
  limit: number,
): Promise<number> {
  const imports = db.collection('imports')
  const staged = createStagedRows(db)
  const queued = await imports.find(
    { queuedSince: { $gt: '' } },
    { sort: { queuedSince: 1, _id: 1 }, limit: importsAtOnce, only: queueFields },
  )
  let published = 0
  for (const entry of queued) {
    const left = limit - published
    if (left <= 0) break
    const importId = textOf(entry, '_id')
    const after = integerOf(entry, 'queueAfter')
    const rows = await staged.read(entry, after, left)
    const last = rows.at(-1)
    if (last !== undefined) {
      await publishAll(log, entry, rows)
      const change = { $set: { queueAfter: last.row }, $inc: { queueLeft: -rows.length } }
      await imports.update({ _id: importId, queueAfter: after }, change)
      await staged.removeUpTo(importId, last.row)
      published += rows.length
    }
    if (rows.length < left) {
      await staged.removeAll(importId)
      await imports.update({ _id: importId }, { $unset: { queuedSince: 1, queueLeft: 1, queueAfter: 1 } })
    }
  }
  return published
}

const encoder = new TextEncoder()

async function publishAll(
  log: Pick<EventLog, 'publish'>,
  entry: Fields,
  rows: Parameters<typeof observedRows>[1],
): Promise<void> {
  failpoint('outbox.before-publish')
  const events = observedRows(jsonOf<ObservedImport>(entry, 'document'), rows)
  await Promise.all(
    events.map(({ topic, key, text, headers }) => log.publish(topic, key, encoder.encode(text), headers)),
  )
  failpoint('outbox.after-publish-before-mark')
}
