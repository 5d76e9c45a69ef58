import type { RecallScope, ScopeStore } from '@recallwire/ports/scope-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { integerOf } from './row.ts'

/** Every save gives its scope the next number, in its own transaction; the newest number is the version. */
export function createScopeStore(db: Database, putInOutbox: PutInOutbox): ScopeStore {
  const scopes = createDocumentTable<RecallScope>(db, putInOutbox, {
    table: 'scopes',
    columns: {},
    alongside: (tx, recallId) => {
      tx.run('INSERT OR REPLACE INTO scope_writes (recall_id) VALUES (?)', recallId)
    },
  })
  const newest = () =>
    integerOf(db.get('SELECT coalesce(max(number), 0) AS newest FROM scope_writes') ?? {}, 'newest')
  return {
    get: scopes.get,
    save: scopes.save,
    version: async () => newest(),
    changedSince: async (since, limit) => {
      // The version is read first: a scope that another process writes in between comes with a later one next time.
      const version = integerOf(db.get(nextStep, since, limit) ?? {}, 'version')
      const changed = scopes.find(
        'JOIN scope_writes ON recall_id = id WHERE number > ? AND number <= ? ORDER BY number',
        since,
        version,
      )
      return { version, scopes: changed.map(({ document }) => document) }
    },
  }
}

const nextStep = `SELECT coalesce(max(number), ?1) AS version
  FROM (SELECT number FROM scope_writes WHERE number > ?1 ORDER BY number LIMIT ?2)`
