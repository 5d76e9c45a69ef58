import type { Reader } from '@recallwire/domain/access/actor.ts'
import { type Case, caseReaders, nextDueAt } from '@recallwire/domain/casework/case.ts'
import type { CaseStore } from '@recallwire/ports/case-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'
import { readerFilter } from './reader-filter.ts'

export function createCaseStore(db: Database): CaseStore {
  const cases = createDocuments<Case>(db, {
    collection: 'cases',
    fields: {
      recallId: (on) => on.recallId,
      facilityId: (on) => on.facilityId,
      openedAt: (on) => on.openedAt,
      nextDueAt: (on) => nextDueAt(on),
      readers: (on) => [...new Set(caseReaders(on))],
    },
  })
  const own = (reader: Reader) => readerFilter(reader, 'readers')
  const byAge = { openedAt: 1, _id: 1 } as const
  return {
    save: cases.save,
    get: (reader, caseId) => cases.first({ _id: caseId, ...own(reader) }),
    ofRecall: (reader, recallId) => cases.find({ recallId, ...own(reader) }, { sort: byAge }),
    byFacility: async (reader, recallId, limit, after = '') => {
      const filter = { recallId, facilityId: { $gt: after }, ...own(reader) }
      const found = await cases.find(filter, { sort: { facilityId: 1 }, limit: limit + 1 })
      return pageOf(
        found.map(({ document }) => document),
        limit,
        ({ facilityId }) => facilityId,
      )
    },
    ofFacility: (reader, facilityId) => cases.find({ facilityId, ...own(reader) }, { sort: byAge }),
    list: (reader, limit) => cases.find(own(reader), { sort: { openedAt: -1, _id: 1 }, limit }),
    due: (now, limit) => cases.find({ nextDueAt: { $lte: now } }, { sort: { nextDueAt: 1, _id: 1 }, limit }),
  }
}
