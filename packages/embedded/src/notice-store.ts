import { isPublished, type Notice } from '@recallwire/domain/notice/notice.ts'
import type { NoticeStore } from '@recallwire/ports/notice-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'

export function createNoticeStore(db: Database, putInOutbox: PutInOutbox): NoticeStore {
  const notices = createDocumentTable<Notice>(db, putInOutbox, {
    table: 'notices',
    columns: {
      firm_organisation_id: (notice) => notice.firmOrganisationId,
      published: (notice) => (isPublished(notice) ? 1 : 0),
    },
  })
  return {
    get: notices.get,
    save: notices.save,
    list: async ({ firmOrganisationId, published }) =>
      notices.find(
        'WHERE (?1 IS NULL OR firm_organisation_id = ?1) AND published >= ?2 ORDER BY id',
        firmOrganisationId ?? null,
        published ? 1 : 0,
      ),
  }
}
