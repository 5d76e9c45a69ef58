import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct } from '@recallwire/domain/access/role-table.ts'
import { type Review, reviewStatuses } from '@recallwire/domain/review/review.ts'
import { reviewPageSchema, reviewViewSchema } from '@recallwire/domain/views/review-view.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { renderReview } from '../reviews/review-view.ts'

export type ReviewRouteDeps = {
  readonly backEnd: Pick<BackEnd, 'reviews'>
  readonly clock: Clock
}

const route = defineRoute<Actor>()
const pageSize = 50

export const reviewParams = z.strictObject({ reviewId: z.string().max(80) })

export const reviewAbsent = () => problem(404, 'There is no such review', { kind: 'not-found' })

/** Texts that wait for a person of the firm, and each beside what was read from it. */
export const reviewRoutes = ({ backEnd }: ReviewRouteDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/reviews',
    summary: 'Texts your firm has to confirm a reading of, newest first, in pages',
    action: 'reviews.read',
    credential: 'key',
    answers: 'json',
    /** `after`: `next` of the page before. */
    query: z.strictObject({
      status: z.enum(reviewStatuses).optional(),
      after: z.string().max(200).optional(),
    }),
    reply: { 200: reviewPageSchema },
    handle: async ({ actor: { organisationId }, query: { status, after } }) => {
      const page = await backEnd.reviews.list({ organisationId, status }, pageSize, after)
      const open = await backEnd.reviews.countOpen(organisationId)
      return { status: 200, body: { ...page, open } }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/reviews/:reviewId',
    summary: 'A text beside what was read from it, and the products that would make',
    action: 'reviews.read',
    credential: 'key',
    answers: 'json',
    params: reviewParams,
    reply: { 200: reviewViewSchema },
    handle: async ({ actor, params }) => {
      const stored = await findOwnReview(backEnd, actor, 'reviews.read', params.reviewId)
      if (stored === undefined) return reviewAbsent()
      const { version } = stored
      return { status: 200, body: renderReview(stored), headers: { etag: `"${version}"` } }
    },
  }),
]

/** A review for an actor who may do this to it; undefined covers what is absent and what is another firm's. */
export async function findOwnReview(
  { reviews }: ReviewRouteDeps['backEnd'],
  actor: Actor,
  action: Action,
  reviewId: string,
): Promise<Stored<Review> | undefined> {
  const stored = await reviews.get(reviewId)
  const owners = stored === undefined ? [] : [stored.document.organisationId]
  return mayAct(actor, action, { owners }) ? stored : undefined
}
