import { proposeProducts } from '@recallwire/domain/review/propose-products.ts'
import { readValues } from '@recallwire/domain/review/read-values.ts'
import type { Review } from '@recallwire/domain/review/review.ts'
import { parseScopeText } from '@recallwire/domain/scope-text/parse-scope-text.ts'
import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'

/** A review with what is read from its text now: the draft is never stored, so that the two cannot differ. */
export function renderReview({ document: review, version }: Stored<Review>): ReviewView {
  const draft = parseScopeText(review.text)
  const { candidates, problems, isWhole } = proposeProducts(draft, review)
  return {
    ...review,
    version,
    values: [...readValues(draft)],
    remainders: draft.remainders.map(({ span, weight }) => ({ ...span, weight })),
    proposed: [...candidates],
    problems: [...problems],
    isWhole,
  }
}
