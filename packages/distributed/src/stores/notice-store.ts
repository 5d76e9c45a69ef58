import { isPublished, type Notice } from '@recallwire/domain/notice/notice.ts'
import type { NoticeStore } from '@recallwire/ports/notice-store.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'

export function createNoticeStore(db: Database): NoticeStore {
  const notices = createDocuments<Notice>(db, {
    collection: 'notices',
    fields: {
      firmOrganisationId: (notice) => notice.firmOrganisationId,
      published: isPublished,
    },
  })
  return {
    get: notices.get,
    save: notices.save,
    list: ({ firmOrganisationId, published }) =>
      notices.find(
        {
          ...(firmOrganisationId === undefined ? {} : { firmOrganisationId }),
          ...(published ? { published: true } : {}),
        },
        { sort: { _id: 1 } },
      ),
  }
}
