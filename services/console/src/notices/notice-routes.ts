import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import type { FieldError } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { errorFinder } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { type FormFields, noFields } from '../session/form-fields.ts'
import { lettersFor } from './choose-firm-letter.ts'
import { fieldsOfReview } from './fields-of-content.ts'
import { readConfirmed } from './read-confirmed.ts'
import { noticeErrors, readNotice } from './read-notice.ts'
import { renderNoticeForm } from './render-notice-form.ts'
import { withOneMoreProduct } from './with-one-more-product.ts'

/** Long serial lists arrive url-encoded. */
export const noticeFormBytes = 8 * 1024 * 1024

/** Drafting a new notice. Nothing leaves the firm before a second person has approved it. */
export const noticeRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/notices/new',
    summary: 'Draft a notice.',
    action: 'notice.draft',
    query: z.object({ review: idSchema.optional() }),
    show: async (visit, { query }) => {
      if (query.review === undefined) return showForm(visit, noFields, [])
      const confirmed = await readConfirmed(visit, query.review)
      if (confirmed.kind === 'refused') return confirmed.page
      const { review, products } = confirmed
      return showForm(visit, fieldsOfReview(review, products), [], review.reviewId)
    },
  }),
  formRoute(deps, {
    path: '/notices/new',
    summary: 'Save the draft of a notice.',
    action: 'notice.draft',
    bodyLimit: noticeFormBytes,
    submit: async (visit, { fields, key }) => {
      const reviewId = fields.optional('review')
      if (fields.text('add') === 'product') return showForm(visit, withOneMoreProduct(fields), [], reviewId)
      const confirmed = reviewId === undefined ? undefined : await readConfirmed(visit, reviewId)
      if (confirmed?.kind === 'refused') return confirmed.page
      const letters = await lettersFor(visit)
      if (letters.kind === 'problem') return visit.refusal(letters.problem)
      const read = readNotice(fields, {
        kept: confirmed && { products: [...confirmed.products], checks: [] },
        letters: letters.value,
      })
      if (read.kind === 'refused') return showForm(visit, fields, read.errors, reviewId)
      const body = {
        reference: fields.text('reference'),
        aliases: fields.lines('aliases'),
        content: read.content,
      }
      const saved = await visit.api.recalls.draft(key, body)
      if (saved.kind === 'ok') return visit.leadTo(`/recalls/${saved.value.recallId}/reach`, 'draft-saved')
      const { status } = saved.problem
      if (status !== 400 && status !== 422 && status !== 409) return visit.refusal(saved.problem)
      return showForm(visit, fields, noticeErrors(saved.problem, fields), reviewId)
    },
  }),
]

async function showForm(visit: Visit, fields: FormFields, errors: readonly FieldError[], review?: string) {
  const letters = await lettersFor(visit)
  if (letters.kind === 'problem') return visit.refusal(letters.problem)
  const error = errorFinder(errors)
  return visit.page({
    title: 'New notice',
    status: errors.length > 0 ? 422 : 200,
    body: html`<p class="font-sans-md line-height-sans-4 measure-6">Saving a draft tells nobody. A second person of your firm sees whom it would reach and approves it.</p>
${renderNoticeForm({
  action: '/notices/new',
  submit: 'Save the draft',
  fields,
  errors,
  letters: letters.value,
  hidden: { ...visit.hidden(), review },
  first: renderTextField({
    name: 'reference',
    label: "Your firm's own reference",
    hint: 'e.g. FA-2025-019. It makes the recall: the same reference is the same recall.',
    required: true,
    value: fields.text('reference'),
    error: error('reference'),
  }),
})}`,
  })
}
