import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import type { ReviewPage, ReviewView } from '@recallwire/domain/views/review-view.ts'
import { renderAlert, renderDefinitionList, renderTag } from '@recallwire/html/components.ts'
import { renderTextArea } from '@recallwire/html/form-components.ts'
import { type FieldError, type HiddenValues, renderErrorSummary, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { errorFinder } from '../frame/form-errors.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { renderPlacing } from './render-placing.ts'
import { renderReadText } from './render-read-text.ts'

const stateTags = {
  open: renderTag('Waits for a person', 'attention'),
  confirmed: renderTag('Confirmed', 'good'),
  dismissed: renderTag('Dismissed'),
} as const

export const renderReviewList = ({ items, next }: ReviewPage): Html =>
  html`${renderRecords({
    caption: 'Texts, newest first',
    columns: [{ label: 'Text' }, { label: 'State' }, { label: 'From' }, { label: 'Handed in' }],
    rows: items.map((review) => [
      html`<a class="usa-link" href="/reviews/${review.reviewId}">${review.title}</a>`,
      stateTags[review.status],
      review.source,
      renderTime(review.openedAt),
    ]),
    empty: 'None: no text of your firm waits for a person to say which units it means.',
  })}${next !== undefined && html`<p><a class="usa-link" href="/reviews?after=${next}">Older ones</a></p>`}`

export type ShownReview = {
  readonly review: ReviewView
  readonly mayDecide: boolean
  readonly hidden: () => HiddenValues
  /** The firm's recalls that confirmed products can go into; none for whoever may not draft. */
  readonly recalls: readonly RecallSummary[] | undefined
  /** Who settled it. */
  readonly settledBy?: string | undefined
  /** As they were written, where a form comes back. */
  readonly written?: { readonly products: string; readonly note: string; readonly reason: string } | undefined
  readonly errors: readonly FieldError[]
}

/** What was read beside what will be confirmed. */
export function renderReview(shown: ShownReview): Html {
  const { review, mayDecide, errors } = shown
  const { state, problems } = review
  return html`${renderErrorSummary(errors)}
<p>${stateTags[state.status]}</p>
${renderDefinitionList([
  { term: 'From', value: review.source },
  { term: 'About', value: `${review.name}, ${review.manufacturer}` },
  { term: 'Handed in', value: renderTime(review.openedAt) },
])}
<div class="grid-row grid-gap"><section class="tablet:grid-col-6"><h2>The text, and what was read in it</h2>
${renderReadText(review)}</section>
<section class="tablet:grid-col-6"><h2>The products it means</h2>
${problems.length > 0 && renderAlert({ tone: 'warning', heading: 'To put right or to decide', body: html`<ul>${problems.map(({ product, detail }) => html`<li>${product !== undefined && `Product ${product}: `}${detail}</li>`)}</ul>` })}
${state.status === 'open' ? mayDecide && renderDecision(shown) : renderSettled(shown)}</section></div>`
}

function renderDecision({ review, hidden, written, errors }: ShownReview): Html {
  const error = errorFinder(errors)
  const products = written?.products ?? JSON.stringify(review.proposed, undefined, 2)
  return html`${renderForm({
    action: `/reviews/${review.reviewId}/confirm`,
    hidden: { ...hidden(), version: review.version },
    submit: 'Confirm these products in my name',
    body: html`${renderTextArea({ name: 'products', label: 'Products', hint: 'As read; correct them in the scope language (JSON). What you change is kept beside what was read.', value: products, rows: 24, required: true, error: error('products') })}
${renderTextArea({ name: 'note', label: 'Note', value: written?.note ?? '', rows: 3, error: error('note') })}`,
  })}
<p>Confirming changes no notice: afterwards the products can be put into a draft or a revision, which a second person approves.</p>
<h2>Nothing to confirm?</h2>
${renderForm({
  action: `/reviews/${review.reviewId}/dismiss`,
  hidden: { ...hidden(), version: review.version },
  submit: 'Dismiss the text',
  body: renderTextArea({
    name: 'reason',
    label: 'Why',
    value: written?.reason ?? '',
    rows: 3,
    required: true,
    error: error('reason'),
  }),
})}`
}

function renderSettled(shown: ShownReview): Html {
  const {
    review: { state },
    settledBy = 'Someone',
  } = shown
  if (state.status === 'dismissed')
    return html`<p>${settledBy} dismissed it ${renderTime(state.at)}: ${state.reason}</p>`
  if (state.status === 'open') return html`<p>A person of the firm decides.</p>`
  const { added, removed } = state.changes
  return html`<p>${settledBy} confirmed it ${renderTime(state.at)}; ${added.length} values were added to what was read and ${removed.length} taken out.</p>
${state.note !== undefined && html`<p>${state.note}</p>`}
<pre class="overflow-x-auto">${JSON.stringify(state.products, undefined, 2)}</pre>
${shown.recalls !== undefined && renderPlacing(shown.review, shown.recalls, shown.hidden)}`
}
