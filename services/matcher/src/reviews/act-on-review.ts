import type { Actor } from '@recallwire/domain/access/actor.ts'
import {
  decideReview,
  type ReviewCommand,
  type ReviewRefusal,
} from '@recallwire/domain/review/decide-review.ts'
import { evolveReview } from '@recallwire/domain/review/evolve-review.ts'
import type { Review } from '@recallwire/domain/review/review.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { ReviewStore } from '@recallwire/ports/review-store.ts'
import { reviewEvents } from './review-events.ts'

export type ReviewActed =
  | { readonly kind: 'done'; readonly review: Review; readonly version: number }
  | { readonly kind: 'refused'; readonly refusal: ReviewRefusal }
  /** The review moved since the version that the person looked at. */
  | { readonly kind: 'stale'; readonly version: number }

export type ReviewRequest = {
  readonly reviewId: string
  readonly command: ReviewCommand
  readonly actor: Actor
  readonly at: string
  /** The event or request behind it: what it brings about, it brings about once. */
  readonly causeId: string
  /** The version the person looked at, where that was said. */
  readonly expectedVersion?: number | undefined
}

type Stale = { readonly kind: 'stale'; readonly version: number }

/** Decides a command on a review and stores what it brings about, with its events. */
export async function actOnReview(
  { reviews }: { readonly reviews: ReviewStore },
  request: ReviewRequest,
): Promise<ReviewActed> {
  const { reviewId, command, actor, at, causeId, expectedVersion } = request
  let stored: Stored<Review> | undefined
  const read = async () => {
    stored = await reviews.get(reviewId)
    return stored
  }
  const decided = await decideAndSave<Review, ReviewRefusal | Stale>(
    { read, save: (change) => reviews.save(change) },
    { id: reviewId, causeId },
    (current) => {
      const version = stored?.version ?? 0
      const decision = decideReview(current, command, { actor, at })
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision }
      if (expectedVersion !== undefined && expectedVersion !== version)
        return { kind: 'refused', refusal: { kind: 'stale', version } }
      const next = decision.events.reduce<Review | undefined>(evolveReview, current)
      if (next === undefined || decision.events.length === 0) return { kind: 'nothing' }
      const act = { actor, at, version: version + 1, causeId }
      return { kind: 'save', next, events: reviewEvents(next, decision.events, act) }
    },
  )
  if (decided.kind !== 'refused') return done(decided.document, decided.version, reviewId)
  if (stored !== undefined && (await wasApplied(reviews, stored.document, causeId)))
    return done(stored.document, stored.version, reviewId)
  return decided.refusal.kind === 'stale' ? decided.refusal : { kind: 'refused', refusal: decided.refusal }
}

function done(review: Review | undefined, version: number, reviewId: string): ReviewActed {
  if (review === undefined) throw new Error(`review ${reviewId} was saved and is not there`)
  return { kind: 'done', review, version }
}

/**
 * A retry of a request that was carried out before its answer was lost would be refused as settled. A save that expects no
 * document can never change one that is there; it only tells whether the cause is known.
 */
async function wasApplied(reviews: ReviewStore, review: Review, causeId: string): Promise<boolean> {
  const repeat = { id: review.reviewId, expectedVersion: 0, next: review, events: [], causeId }
  return (await reviews.save(repeat)).kind === 'already-applied'
}
