import type { ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import { renderAlert } from '@recallwire/html/components.ts'
import type { PageReply } from '@recallwire/runtime/route.ts'
import type { Visit } from '../frame/visit.ts'
import { mostProducts } from './read-products.ts'

type Confirmed =
  | { readonly kind: 'confirmed'; readonly review: ReviewView; readonly products: readonly ScopeProduct[] }
  | { readonly kind: 'refused'; readonly page: PageReply }

/** The products of a text that a person has confirmed, for a notice to begin with. */
export async function readConfirmed(visit: Visit, reviewId: string): Promise<Confirmed> {
  const review = await visit.api.reviews.get(reviewId)
  if (review.kind === 'problem') return { kind: 'refused', page: visit.refusal(review.problem) }
  const { state } = review.value
  const products = state.status === 'confirmed' ? state.products : []
  if (products.length > 0 && products.length <= mostProducts)
    return { kind: 'confirmed', review: review.value, products }
  const detail =
    products.length === 0
      ? 'A person confirms which products and units the text means before they are drafted.'
      : `This form holds ${mostProducts} products and the text has ${products.length}: use "recallwire review draft".`
  const page = visit.page({
    title: 'New notice',
    status: 409,
    body: renderAlert({ tone: 'warning', heading: 'Not from this text', body: detail }),
  })
  return { kind: 'refused', page }
}
