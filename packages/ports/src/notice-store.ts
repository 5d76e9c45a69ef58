import type { Notice } from '@recallwire/domain/notice/notice.ts'
import type { AggregateStore, Stored } from './aggregate-store.ts'

/** The firm's notices, by recallId. Written by ingestion. */
export interface NoticeStore extends AggregateStore<Notice> {
  /** By recallId ascending; `published` leaves out drafts that never went out. */
  list(filter: {
    readonly firmOrganisationId?: string
    readonly published?: boolean
  }): Promise<readonly Stored<Notice>[]>
}
