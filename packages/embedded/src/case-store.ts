import { type Case, caseReaders, nextDueAt } from '@recallwire/domain/casework/case.ts'
import type { CaseStore } from '@recallwire/ports/case-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Database, Writes } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { organisationOf } from './reader-scope.ts'
import { textOf } from './row.ts'

export function createCaseStore(db: Database, putInOutbox: PutInOutbox): CaseStore {
  const cases = createDocumentTable<Case>(db, putInOutbox, {
    table: 'cases',
    columns: {
      recall_id: (on) => on.recallId,
      facility_id: (on) => on.facilityId,
      opened_at: (on) => on.openedAt,
      next_due_at: (on) => nextDueAt(on) ?? null,
    },
    alongside: writeReaders,
  })
  const readable =
    '(?1 IS NULL OR EXISTS (SELECT 1 FROM case_readers WHERE organisation_id = ?1 AND case_id = id))'
  return {
    save: cases.save,
    get: async (reader, caseId) =>
      cases.find(`WHERE ${readable} AND id = ?2`, organisationOf(reader), caseId).at(0),
    ofRecall: async (reader, recallId) =>
      cases.find(
        `WHERE ${readable} AND recall_id = ?2 ORDER BY opened_at, id`,
        organisationOf(reader),
        recallId,
      ),
    byFacility: async (reader, recallId, limit, after = '') => {
      const found = cases.find(
        `WHERE ${readable} AND recall_id = ?2 AND facility_id > ?3 ORDER BY facility_id LIMIT ?4`,
        organisationOf(reader),
        recallId,
        after,
        limit + 1,
      )
      return pageOf(
        found.map(({ document }) => document),
        limit,
        ({ facilityId }) => facilityId,
      )
    },
    ofFacility: async (reader, facilityId) =>
      cases.find(
        `WHERE ${readable} AND facility_id = ?2 ORDER BY opened_at, id`,
        organisationOf(reader),
        facilityId,
      ),
    list: async (reader, limit) =>
      cases.find(`WHERE ${readable} ORDER BY opened_at DESC, id LIMIT ?2`, organisationOf(reader), limit),
    due: async (now, limit) =>
      cases.find('WHERE next_due_at <= ? ORDER BY next_due_at, id LIMIT ?', now, limit),
  }
}

/** A sender that forwards the notice later becomes a reader. */
function writeReaders(tx: Writes, caseId: string, on: Case): void {
  const present = tx
    .all('SELECT organisation_id FROM case_readers WHERE case_id = ?', caseId)
    .map((row) => textOf(row, 'organisation_id'))
  const readers = new Set(caseReaders(on))
  for (const organisationId of readers) {
    if (present.includes(organisationId)) continue
    tx.run('INSERT INTO case_readers (organisation_id, case_id) VALUES (?, ?)', organisationId, caseId)
  }
  for (const organisationId of present) {
    if (readers.has(organisationId)) continue
    tx.run('DELETE FROM case_readers WHERE organisation_id = ? AND case_id = ?', organisationId, caseId)
  }
}
