import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { ReviewEvent } from '@recallwire/domain/review/decide-review.ts'
import type { Review } from '@recallwire/domain/review/review.ts'

type Act = {
  readonly actor: Actor
  readonly at: string
  /** The version the review has once the events are stored. */
  readonly version: number
  readonly causeId?: string | undefined
}

/** What happened to a review, as everyone is told: in the order of its recall, or of itself where it has none. */
export function reviewEvents(
  review: Review,
  events: readonly ReviewEvent[],
  act: Act,
): readonly OutgoingEvent[] {
  return events.map((event, index) => toldAs(review, event, act, index))
}

function toldAs(review: Review, event: ReviewEvent, act: Act, index: number): OutgoingEvent {
  const { reviewId, organisationId, recallId, productId, textHash } = review
  const { actor, at, version, causeId } = act
  const key = recallId ?? reviewId
  const ids = {
    reviewId,
    organisationId,
    ...(recallId === undefined ? {} : { recallId }),
    ...(productId === undefined ? {} : { productId }),
    textHash,
  }
  const envelope = {
    id: eventIdOf('/matcher', `${reviewId}@${version}`, index),
    source: '/matcher',
    subject: reviewId,
    at,
    actor,
    causeId,
  }
  switch (event.kind) {
    case 'ReviewOpened': {
      const { title, source, text } = event.origin
      const data = { ...ids, title, source, characters: text.length }
      return outgoing(key, { ...envelope, type: 'recallwire.review-opened.v1', data })
    }
    case 'ReviewConfirmed': {
      const { products, changes, note } = event
      const data = { ...ids, products, changes, ...(note === undefined ? {} : { note }) }
      return outgoing(key, { ...envelope, type: 'recallwire.review-confirmed.v1', data })
    }
    case 'ReviewDismissed': {
      const { because, reason } = event
      return outgoing(key, {
        ...envelope,
        type: 'recallwire.review-dismissed.v1',
        data: { ...ids, because, reason },
      })
    }
    default:
      return event satisfies never
  }
}
