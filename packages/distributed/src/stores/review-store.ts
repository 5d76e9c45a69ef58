import { type Review, type ReviewSummary, summaryOf } from '@recallwire/domain/review/review.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { ReviewStore } from '@recallwire/ports/review-store.ts'
import type { Database } from '../database/database.ts'
import { jsonOf } from '../database/row.ts'
import { createDocuments } from '../documents/documents.ts'

/** A list reads summaries alone: a page of long texts would be tens of megabytes. */
export function createReviewStore(db: Database): ReviewStore {
  const rows = db.collection('reviews')
  const reviews = createDocuments<Review>(db, {
    collection: 'reviews',
    fields: {
      organisationId: (review) => review.organisationId,
      recallId: (review) => review.recallId,
      status: (review) => review.state.status,
      opened: (review) => `${review.openedAt}/${review.reviewId}`,
      summary: (review) => JSON.stringify(summaryOf(review)),
    },
  })
  return {
    get: reviews.get,
    save: reviews.save,
    list: async ({ organisationId, status }, limit, after) => {
      const filter = {
        organisationId,
        ...(status === undefined ? {} : { status }),
        ...(after === undefined ? {} : { opened: { $lt: after } }),
      }
      const found = await rows.find(filter, { sort: { opened: -1 }, limit: limit + 1, only: ['summary'] })
      const summaries = found.map((row) => jsonOf<ReviewSummary>(row, 'summary'))
      return pageOf(summaries, limit, (last) => `${last.openedAt}/${last.reviewId}`)
    },
    countOpen: (organisationId) => rows.count({ organisationId, status: 'open' }),
    openOfRecall: (recallId) => reviews.find({ recallId, status: 'open' }),
  }
}
