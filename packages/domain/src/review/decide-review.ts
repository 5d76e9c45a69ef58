import type { Actor } from '../access/actor.ts'
import { parseScopeText } from '../scope-text/parse-scope-text.ts'
import type { Instant } from '../time.ts'
import { compareProducts } from './compare-products.ts'
import { proposeProducts } from './propose-products.ts'
import type { ConfirmedProducts, Review, ReviewChanges, ReviewOrigin } from './review.ts'

export type ReviewCommand =
  | { readonly kind: 'OpenReview'; readonly origin: ReviewOrigin }
  | {
      readonly kind: 'ConfirmReview'
      /** `as-read`: the products just as they were read; only where nothing was left unread. */
      readonly products: ConfirmedProducts | 'as-read'
      readonly note?: string | undefined
    }
  | {
      readonly kind: 'DismissReview'
      readonly because: 'person' | 'superseded'
      readonly reason: string
    }

type Settled = { readonly at: Instant; readonly by: string }

export type ReviewEvent =
  | ({ readonly kind: 'ReviewOpened'; readonly origin: ReviewOrigin } & Settled)
  | ({
      readonly kind: 'ReviewConfirmed'
      readonly products: ConfirmedProducts
      readonly note?: string | undefined
      readonly changes: ReviewChanges
    } & Settled)
  | ({
      readonly kind: 'ReviewDismissed'
      readonly because: 'person' | 'superseded'
      readonly reason: string
    } & Settled)

export type ReviewRefusal = {
  readonly kind: 'refused'
  readonly reason: 'absent' | 'settled' | 'left-unread' | 'not-a-person'
  readonly message: string
}

export type ReviewDecision =
  | { readonly kind: 'accepted'; readonly events: readonly ReviewEvent[] }
  | ReviewRefusal

export type ReviewAct = { readonly actor: Actor; readonly at: Instant }

const refused = (reason: ReviewRefusal['reason'], message: string): ReviewRefusal => ({
  kind: 'refused',
  reason,
  message,
})
const accepted = (...events: readonly ReviewEvent[]): ReviewDecision => ({ kind: 'accepted', events })

/**
 * A text is opened once, and settled once by a person. Confirming changes no notice: the products are then drafted and
 * approved by two people like any others.
 */
export function decideReview(
  review: Review | undefined,
  command: ReviewCommand,
  act: ReviewAct,
): ReviewDecision {
  const settled = { at: act.at, by: act.actor.by }
  if (command.kind === 'OpenReview') {
    return isNew(review) ? accepted({ kind: 'ReviewOpened', origin: command.origin, ...settled }) : accepted()
  }
  if (review === undefined) return refused('absent', 'There is no such review.')
  if (review.state.status !== 'open') {
    return refused('settled', `The review was ${review.state.status} already. Hand the text in again.`)
  }
  switch (command.kind) {
    case 'ConfirmReview':
      return confirm(review, command, act)
    case 'DismissReview':
      return accepted({
        kind: 'ReviewDismissed',
        because: command.because,
        reason: command.reason,
        ...settled,
      })
    default:
      return command satisfies never
  }
}

/** Words that left the notice and came back wait again; what a person decided stays decided. */
const isNew = (review: Review | undefined): boolean =>
  review === undefined || (review.state.status === 'dismissed' && review.state.because === 'superseded')

function confirm(
  review: Review,
  command: Extract<ReviewCommand, { kind: 'ConfirmReview' }>,
  act: ReviewAct,
): ReviewDecision {
  if (act.actor.role === 'service') return refused('not-a-person', 'Only a person can confirm a reading.')
  const proposal = proposeProducts(parseScopeText(review.text), review)
  if (command.products === 'as-read' && !proposal.isWhole) {
    const [first] = proposal.problems
    return refused(
      'left-unread',
      `It cannot be confirmed as read: ${first?.detail ?? 'nothing was read'}. Give the products yourself.`,
    )
  }
  const products = command.products === 'as-read' ? [...proposal.products] : command.products
  return accepted({
    kind: 'ReviewConfirmed',
    products,
    ...(command.note === undefined ? {} : { note: command.note }),
    changes: compareProducts(proposal.candidates, products),
    at: act.at,
    by: act.actor.by,
  })
}
