import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import { marksOfRecord } from '@recallwire/domain/sources/source-record.ts'
import type { SourceStore } from '@recallwire/ports/source-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'

export function createSourceStore(db: Database, putInOutbox: PutInOutbox): SourceStore {
  const sources = createDocumentTable<RecallSources>(db, putInOutbox, {
    table: 'recall_sources',
    columns: {
      organisation_id: ({ organisationId }) => organisationId,
      recall_id: ({ recallId }) => recallId ?? null,
      changed_at: ({ changedAt }) => changedAt,
    },
    alongside: (tx, id, { organisationId, versions }) => {
      const marks = new Set(versions.flatMap(({ record }) => marksOfRecord(record)))
      for (const mark of marks) {
        const insert =
          'INSERT OR IGNORE INTO source_marks (organisation_id, mark, source_id) VALUES (?, ?, ?)'
        tx.run(insert, organisationId, mark, id)
      }
    },
  })
  return {
    get: sources.get,
    save: sources.save,
    ofOrganisation: async (organisationId, limit) =>
      sources
        .find('WHERE organisation_id = ? ORDER BY changed_at DESC, id LIMIT ?', organisationId, limit)
        .map(({ document }) => document),
    byMarks: async (organisationId, marks) =>
      sources.find(
        `WHERE id IN (SELECT source_id FROM source_marks
          WHERE organisation_id = ? AND mark IN (SELECT value FROM json_each(?))) ORDER BY id`,
        organisationId,
        JSON.stringify(marks),
      ),
    ofRecall: async (recallId) =>
      sources.find('WHERE recall_id = ? ORDER BY id', recallId).map(({ document }) => document),
  }
}
