import type { Match, MatchJob, MatchStore, RelinkJob } from '@recallwire/ports/match-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { organisationOf } from './reader-scope.ts'

export function createMatchStore(db: Database, putInOutbox: PutInOutbox): MatchStore {
  const matches = createDocumentTable<Match>(db, putInOutbox, {
    table: 'matches',
    columns: {
      organisation_id: (match) => match.organisationId,
      recall_id: (match) => match.recallId,
      custody_id: (match) => match.custodyId,
      facility_id: (match) => match.facilityId,
    },
  })
  const jobs = createDocumentTable<MatchJob>(db, putInOutbox, {
    table: 'match_jobs',
    columns: { status: (job) => job.status, opened_at: (job) => job.openedAt },
  })
  const relinks = createDocumentTable<RelinkJob>(db, putInOutbox, {
    table: 'relink_jobs',
    columns: { status: (job) => job.status, opened_at: (job) => job.openedAt },
  })
  const own = '(?1 IS NULL OR organisation_id = ?1)'
  return {
    matches: {
      get: matches.get,
      save: matches.save,
      ofRecall: async (reader, recallId, limit, after = '') => {
        const found = matches.find(
          `WHERE ${own} AND recall_id = ?2 AND id > ?3 ORDER BY id LIMIT ?4`,
          organisationOf(reader),
          recallId,
          after,
          limit + 1,
        )
        return pageOf(
          found.map(({ document }) => document),
          limit,
          ({ matchId }) => matchId,
        )
      },
      byFacility: async (reader, recallId, limit, after = '') => {
        const [facilityId = '', matchId = ''] = after.split('.')
        const found = matches.find(
          `WHERE ${own} AND recall_id = ?2 AND (facility_id, id) > (?3, ?4) ORDER BY facility_id, id LIMIT ?5`,
          organisationOf(reader),
          recallId,
          facilityId,
          matchId,
          limit + 1,
        )
        return pageOf(
          found.map(({ document }) => document),
          limit,
          (last) => `${last.facilityId}.${last.matchId}`,
        )
      },
      ofCustody: async (reader, custodyId) =>
        matches.find(`WHERE ${own} AND custody_id = ?2 ORDER BY id`, organisationOf(reader), custodyId),
      ofCustodies: async (reader, custodyIds) =>
        matches.find(
          `WHERE ${own} AND custody_id IN (SELECT value FROM json_each(?2))`,
          organisationOf(reader),
          JSON.stringify(custodyIds),
        ),
    },
    jobs: {
      get: jobs.get,
      save: jobs.save,
      open: async () => jobs.find("WHERE status = 'open' ORDER BY opened_at, id"),
    },
    relinks: {
      get: relinks.get,
      save: relinks.save,
      open: async () => relinks.find("WHERE status = 'open' ORDER BY opened_at, id"),
    },
  }
}
