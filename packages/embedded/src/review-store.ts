import { type Review, type ReviewSummary, summaryOf } from '@recallwire/domain/review/review.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { ReviewStore } from '@recallwire/ports/review-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { integerOf, jsonOf } from './row.ts'

/** A list reads summaries alone: a page of long texts would be tens of megabytes. */
export function createReviewStore(db: Database, putInOutbox: PutInOutbox): ReviewStore {
  const reviews = createDocumentTable<Review>(db, putInOutbox, {
    table: 'reviews',
    columns: {
      organisation_id: (review) => review.organisationId,
      recall_id: (review) => review.recallId ?? null,
      status: (review) => review.state.status,
      opened_at: (review) => review.openedAt,
      summary: (review) => JSON.stringify(summaryOf(review)),
    },
  })
  return {
    get: reviews.get,
    save: reviews.save,
    list: async ({ organisationId, status }, limit, after) => {
      const [openedAt = '', id = ''] = after?.split('/') ?? []
      const rows = db.all(
        `SELECT summary FROM reviews
         WHERE organisation_id = ?1 AND (?2 IS NULL OR status = ?2)
           AND (?3 = '' OR (opened_at, id) < (?3, ?4))
         ORDER BY opened_at DESC, id DESC LIMIT ?5`,
        organisationId,
        status ?? null,
        openedAt,
        id,
        limit + 1,
      )
      const found = rows.map((row) => jsonOf<ReviewSummary>(row, 'summary'))
      return pageOf(found, limit, (last) => `${last.openedAt}/${last.reviewId}`)
    },
    countOpen: async (organisationId) => {
      const row = db.get(
        "SELECT count(*) AS count FROM reviews WHERE organisation_id = ? AND status = 'open'",
        organisationId,
      )
      return integerOf(row ?? {}, 'count')
    },
    openOfRecall: async (recallId) => reviews.find("WHERE recall_id = ? AND status = 'open'", recallId),
  }
}
