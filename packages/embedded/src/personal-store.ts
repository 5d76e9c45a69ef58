import type { PersonalRecord, PersonalStore } from '@recallwire/ports/personal-store.ts'
import type { Database, Reads } from './database.ts'
import { jsonOf, optionalTextOf } from './row.ts'

/** An erased reference stays as a row without its record, so that a repeated command cannot bring the value back. */
export function createPersonalStore(db: Database): PersonalStore {
  return {
    put: (reference, record) =>
      db.write((tx) => {
        tx.run(
          'INSERT INTO personal_records (reference, record) VALUES (?, ?) ON CONFLICT (reference) DO NOTHING',
          reference,
          JSON.stringify(record),
        )
        return kept(tx, reference) ?? record
      }),
    get: async (reference) => kept(db, reference),
    erase: async (reference) => {
      await db.write((tx) => {
        tx.run(
          `INSERT INTO personal_records (reference, record) VALUES (?, NULL)
           ON CONFLICT (reference) DO UPDATE SET record = NULL`,
          reference,
        )
      })
      // The write-ahead log still holds the page as it was.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
  }
}

function kept(from: Reads, reference: string): PersonalRecord | undefined {
  const row = from.get('SELECT record FROM personal_records WHERE reference = ?', reference)
  if (!row || optionalTextOf(row, 'record') === undefined) return undefined
  return jsonOf<PersonalRecord>(row, 'record')
}
