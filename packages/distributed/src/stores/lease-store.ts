import type { LeaseStore } from '@recallwire/ports/lease-store.ts'
import type { Database } from '../database/database.ts'
import { textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'

/** What a killed process held is free when its lease ends: nobody here can tell whether a process of another host lives. */
export function createLeaseStore(db: Database): LeaseStore {
  const leases = db.collection('leases')
  return {
    take: (name, owner, now, until) =>
      settle(() =>
        leases.upsert(
          { _id: name, $or: [{ owner }, { until: { $lt: now } }] },
          { $set: { owner, until }, $inc: { fence: 1 } },
        ),
      ),
    held: async (prefix, now) => {
      const named = { $gte: prefix, $lt: `${prefix}\uffff` }
      const found = await leases.find({ _id: named, until: { $gte: now } }, { sort: { _id: 1 }, only: [] })
      return found.map((row) => textOf(row, '_id'))
    },
    release: async (name, owner) => {
      await settle(() => leases.remove({ _id: name, owner }))
    },
  }
}
