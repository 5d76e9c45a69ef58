import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { noticeReviewIdOf } from '@recallwire/domain/ids.ts'
import type { ReviewOrigin } from '@recallwire/domain/review/review.ts'
import { proseOf } from '@recallwire/domain/scope/prose-of.ts'
import type { Matching } from '../matching.ts'
import { actOnReview } from './act-on-review.ts'

type Deps = Pick<Matching, 'scopes' | 'reviews' | 'actor'>

/**
 * Every text that the newest revision gives for a scope waits for a person of the firm, opened once however often the
 * event comes; what an earlier revision said and this one does not waits no longer. Runs after the scope was stored.
 */
export async function reviewNoticeWords(
  deps: Deps,
  event: EventOf<'recallwire.notice-published.v1'>,
): Promise<void> {
  const { recallId, revision } = event.data
  const scope = (await deps.scopes.get(recallId))?.document
  if (scope?.revision !== revision.revision || !scope.open) return
  const origins = originsOf(event)
  for (const origin of origins) {
    await actOnReview(deps, {
      reviewId: origin.reviewId,
      command: { kind: 'OpenReview', origin },
      actor: deps.actor,
      at: event.time,
      causeId: event.id,
    })
  }
  const kept = new Set(origins.map(({ reviewId }) => reviewId))
  const reason = `Revision ${revision.revision} of the notice no longer has these words.`
  await endReviews(deps, event, (reviewId) => !kept.has(reviewId), reason)
}

/** The recall is over: nothing of it waits any longer. */
export const endRecallReviews = (deps: Deps, event: EventOf<'recallwire.recall-closed.v1'>): Promise<void> =>
  endReviews(deps, event, () => true, `The recall was ${event.data.outcome}.`)

async function endReviews(
  deps: Deps,
  event: EventOf<'recallwire.notice-published.v1' | 'recallwire.recall-closed.v1'>,
  isOver: (reviewId: string) => boolean,
  reason: string,
): Promise<void> {
  for (const { document } of await deps.reviews.openOfRecall(event.data.recallId)) {
    if (!isOver(document.reviewId)) continue
    await actOnReview(deps, {
      reviewId: document.reviewId,
      command: { kind: 'DismissReview', because: 'superseded', reason },
      actor: deps.actor,
      at: event.time,
      causeId: event.id,
    })
  }
}

function originsOf({ data }: EventOf<'recallwire.notice-published.v1'>): readonly ReviewOrigin[] {
  const { recallId, firmOrganisationId, reference, revision } = data
  return revision.content.products.flatMap((product) => {
    const { productId, name, manufacturer, dis, refs } = product
    const texts = new Set(proseOf(product.units).map(({ prose }) => prose))
    return [...texts].map((text) => {
      const textHash = sha256Hex(text)
      return {
        reviewId: noticeReviewIdOf(recallId, productId, textHash),
        organisationId: firmOrganisationId,
        recallId,
        productId,
        title: revision.content.title,
        name,
        manufacturer,
        dis,
        refs,
        source: `Notice ${reference}, product ${productId}`,
        text,
        textHash,
      }
    })
  })
}
