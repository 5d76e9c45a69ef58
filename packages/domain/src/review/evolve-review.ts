import type { ReviewEvent } from './decide-review.ts'
import type { Review } from './review.ts'

export function evolveReview(review: Review | undefined, event: ReviewEvent): Review {
  if (event.kind === 'ReviewOpened') {
    return { ...event.origin, openedAt: event.at, openedBy: event.by, state: { status: 'open' } }
  }
  if (review === undefined) throw new Error(`${event.kind} came to a review that was never opened`)
  switch (event.kind) {
    case 'ReviewConfirmed': {
      const { kind: _kind, ...confirmation } = event
      return { ...review, state: { status: 'confirmed', ...confirmation } }
    }
    case 'ReviewDismissed': {
      const { kind: _kind, ...dismissal } = event
      return { ...review, state: { status: 'dismissed', ...dismissal } }
    }
    default:
      return event satisfies never
  }
}
