import type { AttachmentRecord, AttachmentStore } from '@recallwire/ports/attachment-store.ts'
import type { Database } from '../database/database.ts'
import { bytesOf, jsonOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'

export function createAttachmentStore(db: Database): AttachmentStore {
  const attachments = db.collection('attachments')
  const idOf = (organisationId: string, sha256: string): string => `${organisationId}.${sha256}`
  return {
    put: async ({ bytes, ...record }) => {
      const { organisationId, sha256, uploadedAt } = record
      const _id = idOf(organisationId, sha256)
      const row = { _id, organisationId, uploadedAt, sha256, record: JSON.stringify(record), bytes }
      // What is there already stands, a first try of this one included.
      if (await settle(() => attachments.insert(row))) return record
      const kept = await attachments.first({ _id }, { only: ['record'] })
      return kept === undefined ? record : jsonOf<AttachmentRecord>(kept, 'record')
    },
    get: async (organisationId, sha256) => {
      const row = await attachments.first({ _id: idOf(organisationId, sha256) })
      return row && { ...jsonOf<AttachmentRecord>(row, 'record'), bytes: bytesOf(row, 'bytes') }
    },
    ofOrganisation: async (organisationId, limit) => {
      const sort = { uploadedAt: -1, sha256: 1 } as const
      const rows = await attachments.find({ organisationId }, { sort, limit, only: ['record'] })
      return rows.map((row) => jsonOf<AttachmentRecord>(row, 'record'))
    },
  }
}
