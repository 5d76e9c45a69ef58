import type { PersonalRecord, PersonalStore } from '@recallwire/ports/personal-store.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { jsonOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'

/**
 * An erased reference stays as a row without its record, so that a repeated command cannot bring the value back. It is gone from the
 * files of the database with their next checkpoints, and from the oplog when that has run around.
 */
export function createPersonalStore(db: Database): PersonalStore {
  const rows = db.collection('personal_records')
  const kept = async (reference: string): Promise<PersonalRecord | undefined> => {
    const row = await rows.first({ _id: reference })
    return row === undefined || row.record === undefined ? undefined : recordOf(row)
  }
  return {
    put: async (reference, record) => {
      const row = { _id: reference, record: JSON.stringify(record) }
      if (await settle(() => rows.insert(row))) return record
      return (await kept(reference)) ?? record
    },
    get: kept,
    erase: async (reference) => {
      await settle(() => rows.upsert({ _id: reference }, { $unset: { record: 1 }, $set: { erased: true } }))
    },
  }
}

const recordOf = (row: Fields): PersonalRecord => jsonOf<PersonalRecord>(row, 'record')
