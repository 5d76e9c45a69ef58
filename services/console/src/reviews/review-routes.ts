import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { Answer } from '../api/transport.ts'
import { formErrors } from '../frame/form-errors.ts'
import { formRoute, type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { noticeFormBytes } from '../notices/notice-routes.ts'
import type { FormFields } from '../session/form-fields.ts'
import { renderReview, renderReviewList } from './render-review.ts'

const reviewParams = z.strictObject({ reviewId: idSchema })

/** Texts whose reading a person of the firm confirms: what was read, what was not, side by side. */
export const reviewRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/reviews',
    summary: 'Texts that wait for a person to say which units they mean.',
    action: 'reviews.read',
    query: z.object({ after: z.string().max(200).optional() }),
    show: async (visit, { query }) => {
      const page = await visit.api.reviews.list(query.after)
      if (page.kind === 'problem') return visit.refusal(page.problem)
      return visit.page({ title: 'Reviews', body: renderReviewList(page.value) })
    },
  }),
  pageRoute(deps, {
    path: '/reviews/:reviewId',
    summary: 'A text beside what was read from it.',
    action: 'reviews.read',
    params: reviewParams,
    query: z.object({ notice: z.string().optional() }),
    show: (visit, { params, query }) => showReview(visit, params.reviewId, { notice: query.notice }),
  }),
  formRoute(deps, {
    path: '/reviews/:reviewId/confirm',
    summary: 'Confirm which products a text means.',
    action: 'reviews.write',
    bodyLimit: noticeFormBytes,
    params: reviewParams,
    submit: async (visit, { fields, key }, { params }) => {
      const products = parsed(fields.text('products'))
      if (products === undefined) {
        const errors = [{ field: 'products', message: 'is not JSON: mend the brackets, commas and quotes' }]
        return showReview(visit, params.reviewId, { fields, errors })
      }
      const note = fields.text('note').trim()
      const body = {
        products,
        expectedVersion: Number(fields.text('version')),
        ...(note === '' ? {} : { note }),
      }
      return settled(
        visit,
        params.reviewId,
        fields,
        await visit.api.reviews.confirm(params.reviewId, key, body),
      )
    },
  }),
  formRoute(deps, {
    path: '/reviews/:reviewId/draft',
    summary: 'Put the confirmed products into a draft or a revision.',
    action: 'notice.draft',
    params: reviewParams,
    submit: async (visit, { fields, key }, { params }) => {
      const [recallId, replaces] = [fields.optional('recallId'), fields.optional('replaces')]
      const drafted = await visit.api.reviews.draft(params.reviewId, key, {
        ...(recallId === undefined ? {} : { recallId }),
        ...(replaces === undefined ? {} : { replaces }),
      })
      return drafted.kind === 'ok'
        ? visit.leadTo(`/recalls/${drafted.value.recallId}/reach`, 'draft-saved')
        : visit.refusal(drafted.problem)
    },
  }),
  formRoute(deps, {
    path: '/reviews/:reviewId/dismiss',
    summary: 'Dismiss a text that says nothing about units.',
    action: 'reviews.write',
    params: reviewParams,
    submit: async (visit, { fields, key }, { params }) => {
      const body = { reason: fields.text('reason'), expectedVersion: Number(fields.text('version')) }
      return settled(
        visit,
        params.reviewId,
        fields,
        await visit.api.reviews.dismiss(params.reviewId, key, body),
      )
    },
  }),
]

const pointers = { '/products': 'products', '/note': 'note', '/reason': 'reason' }

async function settled(visit: Visit, reviewId: string, fields: FormFields, answer: Answer<unknown>) {
  if (answer.kind === 'ok') return visit.leadTo(`/reviews/${reviewId}`, 'review-settled')
  const found = formErrors(answer.problem, pointers)
  if (found === undefined) return visit.refusal(answer.problem)
  const places = answer.problem.errors ?? []
  // Products are one field here, so that the place within them is told in words.
  const errors = found.map((error, index) => ({
    ...error,
    message: `${places[index]?.pointer ?? ''} ${error.message}`.trim(),
  }))
  return showReview(visit, reviewId, { fields, errors })
}

async function showReview(
  visit: Visit,
  reviewId: string,
  more: {
    readonly notice?: string | undefined
    readonly fields?: FormFields
    readonly errors?: readonly { readonly field: string; readonly message: string }[]
  },
) {
  const review = await visit.api.reviews.get(reviewId)
  if (review.kind === 'problem') return visit.refusal(review.problem)
  const { state } = review.value
  const { fields, errors = [] } = more
  const recalls = state.status === 'confirmed' ? await visit.api.recalls.list() : undefined
  if (recalls?.kind === 'problem') return visit.refusal(recalls.problem)
  const own = recalls?.value.filter(
    ({ firmOrganisationId, status }) =>
      firmOrganisationId === visit.actor.organisationId && (status === 'draft' || status === 'published'),
  )
  return visit.page({
    title: review.value.title,
    notice: more.notice,
    status: errors.length > 0 ? 422 : 200,
    body: renderReview({
      review: review.value,
      mayDecide: visit.may('reviews.write'),
      recalls: visit.may('notice.draft') ? (own ?? []) : undefined,
      hidden: () => visit.hidden(),
      settledBy: state.status === 'open' ? undefined : await visit.nameOf(state.by),
      written: fields && {
        products: fields.text('products') || JSON.stringify(review.value.proposed, undefined, 2),
        note: fields.text('note'),
        reason: fields.text('reason'),
      },
      errors,
    }),
  })
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}
