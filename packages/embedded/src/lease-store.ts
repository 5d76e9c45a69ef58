import type { LeaseStore } from '@recallwire/ports/lease-store.ts'
import type { Database, Writes } from './database.ts'
import { isGone } from './process-name.ts'
import { textOf } from './row.ts'

/** `process` is this opening's name: a lease that a killed process held is free at once. */
export function createLeaseStore(db: Database, process: string): LeaseStore {
  return {
    take: (name, owner, now, until) => db.write((tx) => takeLease(tx, { name, owner, process, now, until })),
    held: async (prefix, now) =>
      db
        .all(
          'SELECT name, process FROM leases WHERE substr(name, 1, length(?1)) = ?1 AND held_until >= ?2 ORDER BY name',
          prefix,
          now,
        )
        .filter((row) => !isGone(textOf(row, 'process')))
        .map((row) => textOf(row, 'name')),
    release: (name, owner) => db.write((tx) => releaseLease(tx, name, owner)),
  }
}

/** As `LeaseStore.take`, inside a write: what the same write does is then done under the lease. */
export function takeLease(
  tx: Writes,
  lease: {
    readonly name: string
    readonly owner: string
    readonly process: string
    readonly now: string
    readonly until: string
  },
): boolean {
  const held = tx.get('SELECT owner, process, held_until FROM leases WHERE name = ?', lease.name)
  const isAnothers =
    held !== undefined &&
    textOf(held, 'owner') !== lease.owner &&
    textOf(held, 'held_until') >= lease.now &&
    !isGone(textOf(held, 'process'))
  if (isAnothers) return false
  tx.run(
    'INSERT OR REPLACE INTO leases (name, owner, process, held_until) VALUES (?, ?, ?, ?)',
    lease.name,
    lease.owner,
    lease.process,
    lease.until,
  )
  return true
}

export function releaseLease(tx: Writes, name: string, owner: string): void {
  tx.run('DELETE FROM leases WHERE name = ? AND owner = ?', name, owner)
}
