import type { Alarm } from '@recallwire/domain/gaps/alarm.ts'
import type { AlarmStore } from '@recallwire/ports/alarm-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { waitingOf } from './row.ts'

export function createAlarmStore(db: Database, putInOutbox: PutInOutbox): AlarmStore {
  const alarms = createDocumentTable<Alarm>(db, putInOutbox, {
    table: 'alarms',
    columns: {
      recall_id: (alarm) => alarm.recallId,
      facility_id: (alarm) => alarm.facilityId,
      raised_at: (alarm) => alarm.raisedAt,
      open: (alarm) => (alarm.clearedAt === undefined ? 1 : 0),
    },
  })
  return {
    get: alarms.get,
    save: alarms.save,
    open: async (recallId, limit, after = '') => {
      const tail = 'WHERE open = 1 AND recall_id = ? AND facility_id > ? ORDER BY facility_id LIMIT ?'
      const found = alarms.find(tail, recallId, after, limit + 1)
      return pageOf(found, limit, ({ document }) => document.facilityId)
    },
    raised: async () =>
      waitingOf(db.get('SELECT count(*) AS count, min(raised_at) AS oldest_at FROM alarms WHERE open = 1')),
  }
}
