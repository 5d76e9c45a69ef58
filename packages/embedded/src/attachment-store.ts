import type { AttachmentRecord, AttachmentStore } from '@recallwire/ports/attachment-store.ts'
import type { Database, Reads } from './database.ts'
import { bytesOf, jsonOf } from './row.ts'

export function createAttachmentStore(db: Database): AttachmentStore {
  return {
    put: ({ bytes, ...record }) =>
      db.write((tx) => {
        const { organisationId, sha256, uploadedAt } = record
        tx.run(
          `INSERT INTO attachments (organisation_id, sha256, uploaded_at, record, bytes) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (organisation_id, sha256) DO NOTHING`,
          organisationId,
          sha256,
          uploadedAt,
          JSON.stringify(record),
          bytes,
        )
        return recordOf(tx, organisationId, sha256) ?? record
      }),
    get: async (organisationId, sha256) => {
      const row = db.get(
        'SELECT record, bytes FROM attachments WHERE organisation_id = ? AND sha256 = ?',
        organisationId,
        sha256,
      )
      return row && { ...jsonOf<AttachmentRecord>(row, 'record'), bytes: bytesOf(row, 'bytes') }
    },
    ofOrganisation: async (organisationId, limit) =>
      db
        .all(
          'SELECT record FROM attachments WHERE organisation_id = ? ORDER BY uploaded_at DESC, sha256 LIMIT ?',
          organisationId,
          limit,
        )
        .map((row) => jsonOf<AttachmentRecord>(row, 'record')),
  }
}

function recordOf(from: Reads, organisationId: string, sha256: string): AttachmentRecord | undefined {
  const row = from.get(
    'SELECT record FROM attachments WHERE organisation_id = ? AND sha256 = ?',
    organisationId,
    sha256,
  )
  return row && jsonOf<AttachmentRecord>(row, 'record')
}
