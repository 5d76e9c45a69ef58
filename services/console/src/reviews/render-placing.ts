import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import { renderSelect, renderTextField } from '@recallwire/html/form-components.ts'
import { type HiddenValues, renderButtonForm, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'

/** Where confirmed products can go from here: into the recall they were read from, into another one, or into a new notice. */
export function renderPlacing(
  review: ReviewView,
  recalls: readonly RecallSummary[],
  hidden: () => HiddenValues,
): Html {
  const action = `/reviews/${review.reviewId}/draft`
  const origin = recalls.find(({ recallId }) => recallId === review.recallId)
  return html`<h2>Put them into a notice</h2>
<p class="measure-6">What you save here is a draft. A second person sees whom it would reach and approves it.</p>
${
  origin !== undefined &&
  html`<p>They were read from the words of product ${review.productId} of ${origin.reference}, and take their place.</p>
${renderButtonForm({ action, hidden: hidden(), label: `Draft a revision of ${origin.reference}` })}`
}
${
  review.recallId === undefined &&
  html`<p><a class="usa-link" href="/notices/new?review=${review.reviewId}">Begin a new notice with them</a></p>
${
  recalls.length > 0 &&
  renderForm({
    action,
    hidden: hidden(),
    submit: 'Put them into this recall',
    body: html`${renderSelect({
      name: 'recallId',
      label: 'A recall that is there',
      required: true,
      value: '',
      options: recalls.map(({ recallId, reference, title }) => ({
        value: recallId,
        label: `${reference}: ${title}`,
      })),
    })}
${renderTextField({ name: 'replaces', label: 'Product whose place they take', hint: 'Its short name in that recall, e.g. P1. Left empty, they stand beside the products there.' })}`,
  })
}`
}`
}
