import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import {
  reviewAnswerSchema,
  reviewPageSchema,
  reviewViewSchema,
} from '@recallwire/domain/views/review-view.ts'
import type { Transport } from './transport.ts'

/** Texts whose reading a person of the firm confirms. */
export const createReviewsApi = ({ ask }: Transport) => ({
  list: (after?: string | undefined) =>
    ask({ method: 'GET', path: '/v1/reviews', query: { after } }, reviewPageSchema),
  get: (reviewId: string) => ask({ method: 'GET', path: `/v1/reviews/${reviewId}` }, reviewViewSchema),
  confirm: (reviewId: string, key: string, body: object) =>
    ask({ method: 'POST', path: `/v1/reviews/${reviewId}/confirm`, key, body }, reviewAnswerSchema),
  dismiss: (reviewId: string, key: string, body: object) =>
    ask({ method: 'POST', path: `/v1/reviews/${reviewId}/dismiss`, key, body }, reviewAnswerSchema),
  /** Into the recall whose words were confirmed, or the one that is named. */
  draft: (reviewId: string, key: string, body: { readonly recallId?: string; readonly replaces?: string }) =>
    ask({ method: 'POST', path: `/v1/notices/from-review/${reviewId}`, key, body }, noticeAnswerSchema),
})
