import type { RecallSources } from '@recallwire/domain/sources/recall-sources.ts'
import { marksOfRecord } from '@recallwire/domain/sources/source-record.ts'
import type { SourceStore } from '@recallwire/ports/source-store.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'

export function createSourceStore(db: Database): SourceStore {
  const sources = createDocuments<RecallSources>(db, {
    collection: 'recall_sources',
    fields: {
      organisationId: ({ organisationId }) => organisationId,
      recallId: ({ recallId }) => recallId,
      changedAt: ({ changedAt }) => changedAt,
      /** With the organisation before each, since nobody asks for another's. */
      marks: ({ organisationId, versions }) => [
        ...new Set(versions.flatMap(({ record }) => marksOfRecord(record)).map(markOf(organisationId))),
      ],
    },
  })
  return {
    get: sources.get,
    save: sources.save,
    ofOrganisation: async (organisationId, limit) =>
      (await sources.find({ organisationId }, { sort: { changedAt: -1, _id: 1 }, limit })).map(
        ({ document }) => document,
      ),
    byMarks: (organisationId, marks) =>
      sources.find({ marks: { $in: marks.map(markOf(organisationId)) } }, { sort: { _id: 1 } }),
    ofRecall: async (recallId) =>
      (await sources.find({ recallId }, { sort: { _id: 1 } })).map(({ document }) => document),
  }
}

const markOf =
  (organisationId: string) =>
  (mark: string): string =>
    `${organisationId} ${mark}`
