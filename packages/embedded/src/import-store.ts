import type { Observation } from '@recallwire/domain/device/observation.ts'
import type { DeviceImport, ImportStore } from '@recallwire/ports/import-store.ts'
import type { Bell } from '@recallwire/runtime/bell.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Database, Writes } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { integerOf, jsonOf } from './row.ts'
import { isUnfinished } from './schema/011-unfinished-imports.ts'

/** Rows dropped in one write: a million of them would hold up everyone else. */
const droppedAtOnce = 5_000

export function createImportStore(
  db: Database,
  putInOutbox: PutInOutbox,
  realNow: () => string,
  bell: Pick<Bell, 'ring'>,
): ImportStore {
  const imports = createDocumentTable<DeviceImport>(db, putInOutbox, {
    table: 'imports',
    columns: {
      organisation_id: (entry) => entry.organisationId,
      started_at: (entry) => entry.startedAt,
    },
    alongside: (tx, importId, entry) => {
      if (entry.status !== 'committed') return
      queueRows(tx, importId, realNow())
      tx.onceDurable(bell.ring)
    },
  })
  const statusIn = (tx: Writes, importId: string) => imports.read(tx, importId)?.document.status
  return {
    get: imports.get,
    save: imports.save,
    stage: (importId, rows) =>
      db.write((tx) => {
        if (statusIn(tx, importId) !== 'staging') throw notStaging(importId)
        for (const { row, observation } of rows) {
          tx.run(
            'INSERT OR REPLACE INTO import_rows (import_id, row, observation) VALUES (?, ?, ?)',
            importId,
            row,
            JSON.stringify(observation),
          )
        }
      }),
    staged: async (importId, after, limit) =>
      db
        .all(
          'SELECT row, observation FROM import_rows WHERE import_id = ? AND row > ? ORDER BY row LIMIT ?',
          importId,
          after,
          limit,
        )
        .map((row) => ({ row: integerOf(row, 'row'), observation: jsonOf<Observation>(row, 'observation') })),
    discard: async (importId) => {
      let dropped = 1
      while (dropped > 0) {
        dropped = await db.write((tx) => {
          if (statusIn(tx, importId) === 'committed') throw notStaging(importId)
          return tx.run(
            `DELETE FROM import_rows WHERE import_id = ?1 AND row IN
             (SELECT row FROM import_rows WHERE import_id = ?1 LIMIT ${droppedAtOnce})`,
            importId,
          )
        })
      }
    },
    ofOrganisation: async (organisationId, limit) =>
      imports
        .find(
          `WHERE organisation_id = ? AND document ->> '$.dryRun' IS NULL
           ORDER BY started_at DESC, id LIMIT ?`,
          organisationId,
          limit,
        )
        .map(({ document }) => document),
    waiting: async () =>
      integerOf(db.get('SELECT coalesce(sum(waiting), 0) AS count FROM import_queue') ?? {}, 'count'),
    unfinished: async (startedBefore, limit) =>
      imports
        .find(
          `WHERE ${isUnfinished} AND started_at < ? ORDER BY started_at, id LIMIT ?`,
          startedBefore,
          limit,
        )
        .map(({ document }) => document),
  }
}

/** From here on the rows wait for the relay. */
function queueRows(tx: Writes, importId: string, at: string): void {
  const count = tx.get('SELECT count(*) AS count FROM import_rows WHERE import_id = ?', importId)
  const waiting = integerOf(count ?? {}, 'count')
  if (waiting === 0) return
  tx.run(
    'INSERT INTO import_queue (import_id, waiting, stored_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    importId,
    waiting,
    at,
  )
}

const notStaging = (importId: string) =>
  new RecallError(
    'version-conflict',
    `The import ${importId} is not staging: its rows are fixed. Read the import again.`,
  )
