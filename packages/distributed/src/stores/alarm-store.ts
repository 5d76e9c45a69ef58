import type { Alarm } from '@recallwire/domain/gaps/alarm.ts'
import type { AlarmStore } from '@recallwire/ports/alarm-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'
import { countSince } from './count-since.ts'

/** An alarm that is cleared has none of the fields by which open ones are found. */
export function createAlarmStore(db: Database): AlarmStore {
  const alarms = createDocuments<Alarm>(db, {
    collection: 'alarms',
    fields: {
      openPlace: (alarm) => ifOpen(alarm, `${alarm.recallId}.${alarm.facilityId}`),
      openSince: (alarm) => ifOpen(alarm, alarm.raisedAt),
    },
  })
  return {
    get: alarms.get,
    save: alarms.save,
    open: async (recallId, limit, after = '') => {
      const ofRecall = { openPlace: { $gt: `${recallId}.${after}`, $lt: `${recallId}/` } }
      const found = await alarms.find(ofRecall, { sort: { openPlace: 1 }, limit: limit + 1 })
      return pageOf(found, limit, ({ document }) => document.facilityId)
    },
    raised: () => countSince(db.collection('alarms'), { openSince: { $gt: '' } }, 'openSince'),
  }
}

const ifOpen = (alarm: Alarm, value: string): string | undefined =>
  alarm.clearedAt === undefined ? value : undefined
