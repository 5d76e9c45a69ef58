import type { Match, MatchJob, MatchStore, RelinkJob } from '@recallwire/ports/match-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { CollectionName, Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'
import { readerFilter } from './reader-filter.ts'

export function createMatchStore(db: Database): MatchStore {
  const matches = createDocuments<Match>(db, {
    collection: 'matches',
    fields: {
      organisationId: (match) => match.organisationId,
      recallId: (match) => match.recallId,
      custodyId: (match) => match.custodyId,
      place: (match) => `${match.facilityId}.${match.matchId}`,
    },
  })
  const own = (reader: Parameters<typeof readerFilter>[0]) => readerFilter(reader, 'organisationId')
  return {
    matches: {
      get: matches.get,
      save: matches.save,
      ofRecall: async (reader, recallId, limit, after = '') => {
        const filter = { recallId, _id: { $gt: after }, ...own(reader) }
        const found = await matches.find(filter, { sort: { _id: 1 }, limit: limit + 1 })
        return pageOf(documentsOf(found), limit, ({ matchId }) => matchId)
      },
      byFacility: async (reader, recallId, limit, after = '') => {
        const filter = { recallId, place: { $gt: after }, ...own(reader) }
        const found = await matches.find(filter, { sort: { place: 1 }, limit: limit + 1 })
        return pageOf(documentsOf(found), limit, (last) => `${last.facilityId}.${last.matchId}`)
      },
      ofCustody: (reader, custodyId) => matches.find({ custodyId, ...own(reader) }, { sort: { _id: 1 } }),
      ofCustodies: async (reader, custodyIds) =>
        custodyIds.length === 0 ? [] : matches.find({ custodyId: { $in: custodyIds }, ...own(reader) }),
    },
    jobs: jobsOf<MatchJob>(db, 'match_jobs'),
    relinks: jobsOf<RelinkJob>(db, 'relink_jobs'),
  }
}

const documentsOf = (found: readonly { readonly document: Match }[]): readonly Match[] =>
  found.map(({ document }) => document)

/** Jobs, of which those that are open are found in the order in which they were opened. */
function jobsOf<Job extends { readonly status: string; readonly openedAt: string }>(
  db: Database,
  collection: CollectionName,
) {
  const jobs = createDocuments<Job>(db, {
    collection,
    fields: { openSince: ({ status, openedAt }) => (status === 'open' ? openedAt : undefined) },
  })
  return {
    get: jobs.get,
    save: jobs.save,
    open: () => jobs.find({ openSince: { $gt: '' } }, { sort: { openSince: 1, _id: 1 } }),
  }
}
