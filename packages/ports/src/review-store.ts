import type { Review, ReviewStatus, ReviewSummary } from '@recallwire/domain/review/review.ts'
import type { AggregateStore, Page, Stored } from './aggregate-store.ts'

/** Texts that a person of the firm reads, by reviewId. Written by the matcher. */
export interface ReviewStore extends AggregateStore<Review> {
  /** A firm's reviews without their texts, newest first; `after` is `next` of the page before. */
  list(
    filter: { readonly organisationId: string; readonly status?: ReviewStatus | undefined },
    limit: number,
    after?: string,
  ): Promise<Page<ReviewSummary>>
  /** How many of a firm's wait for a person. */
  countOpen(organisationId: string): Promise<number>
  /** What waits of one recall's notice, in no particular order. */
  openOfRecall(recallId: string): Promise<readonly Stored<Review>[]>
}
