import { derivedId, sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { textReviewIdOf } from '@recallwire/domain/ids.ts'
import type { ReviewCommand, ReviewRefusal } from '@recallwire/domain/review/decide-review.ts'
import { confirmationSchema, dismissalSchema, reviewOriginSchema } from '@recallwire/domain/review/review.ts'
import { reviewAnswerSchema } from '@recallwire/domain/views/review-view.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { actOnReview, type ReviewActed } from '../reviews/act-on-review.ts'
import { findOwnReview, type ReviewRouteDeps, reviewAbsent, reviewParams } from './reviews.ts'
import { versionLookedAt } from './version-looked-at.ts'

const route = defineRoute<Actor>()

/** A text of 350,000 characters, or 50,000 serials, as JSON. */
const maxReviewBytes = 16 * 1024 * 1024

const newTextSchema = reviewOriginSchema
  .pick({ title: true, name: true, manufacturer: true, dis: true, refs: true, text: true })
  .extend({ source: reviewOriginSchema.shape.source.default('Handed in') })

/** The version you looked at; the header If-Match may say it instead. */
const expectedVersion = z.int().min(1).optional()

const confirmSchema = z
  .strictObject({
    products: confirmationSchema.shape.products.optional(),
    /** Instead of `products`: just as they were read. Refused where anything was left unread. */
    asRead: z.literal(true).optional(),
    note: confirmationSchema.shape.note,
    expectedVersion,
  })
  .refine((body) => (body.products === undefined) === (body.asRead === true), {
    message: 'Give the products, or asRead: true, and not both.',
    path: ['products'],
  })

const dismissSchema = z.strictObject({ reason: dismissalSchema.shape.reason, expectedVersion })

type Settling = {
  readonly actor: Actor
  readonly params: { readonly reviewId: string }
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly idempotencyKey?: string
}

/** Handing a text in, and what a person makes of it. Nothing here changes a notice. */
export const reviewActRoutes = (deps: ReviewRouteDeps): readonly Route<Actor>[] => {
  const settle = async (
    request: Settling,
    bodyVersion: number | undefined,
    command: ReviewCommand,
  ): Promise<RouteReply> => {
    const { actor, params, headers } = request
    const stored = await findOwnReview(deps.backEnd, actor, 'reviews.write', params.reviewId)
    if (stored === undefined) return reviewAbsent()
    const looked = versionLookedAt(headers['if-match'], bodyVersion)
    if (looked.kind === 'refused') return looked.reply
    const causeId = derivedId('cause', [actor.organisationId, command.kind, keyOf(request)])
    const acted = await actOnReview(deps.backEnd, {
      reviewId: params.reviewId,
      command,
      actor,
      at: deps.clock.now(),
      causeId,
      expectedVersion: looked.version,
    })
    return replyOf(acted, 200)
  }
  return [
    route({
      method: 'POST',
      path: '/v1/reviews',
      summary: 'Hand in a text, so that a person confirms which products and units it means',
      action: 'reviews.write',
      credential: 'key',
      answers: 'json',
      idempotent: true,
      bodyLimit: maxReviewBytes,
      body: newTextSchema,
      reply: { 201: reviewAnswerSchema },
      handle: async (request) => {
        const { actor, body } = request
        const { organisationId } = actor
        const reviewId = textReviewIdOf(organisationId, keyOf(request))
        const origin = { ...body, reviewId, organisationId, textHash: sha256Hex(body.text) }
        const command = { kind: 'OpenReview', origin } as const
        const at = deps.clock.now()
        return replyOf(
          await actOnReview(deps.backEnd, { reviewId, command, actor, at, causeId: reviewId }),
          201,
        )
      },
    }),
    route({
      method: 'POST',
      path: '/v1/reviews/:reviewId/confirm',
      summary: 'Confirm, as a person, which products and units a text means; no notice changes by it',
      action: 'reviews.write',
      credential: 'key',
      answers: 'json',
      idempotent: true,
      bodyLimit: maxReviewBytes,
      params: reviewParams,
      body: confirmSchema,
      reply: { 200: reviewAnswerSchema },
      handle: (request) => {
        const { products = 'as-read', note, expectedVersion: version } = request.body
        return settle(request, version, { kind: 'ConfirmReview', products, note })
      },
    }),
    route({
      method: 'POST',
      path: '/v1/reviews/:reviewId/dismiss',
      summary: 'End the review of a text without a reading, with the reason',
      action: 'reviews.write',
      credential: 'key',
      answers: 'json',
      idempotent: true,
      params: reviewParams,
      body: dismissSchema,
      reply: { 200: reviewAnswerSchema },
      handle: (request) => {
        const { reason, expectedVersion: version } = request.body
        return settle(request, version, { kind: 'DismissReview', because: 'person', reason })
      },
    }),
  ]
}

/** The server asks for the key before it calls the handler of an idempotent route, so its absence is a bug. */
function keyOf({ idempotencyKey }: { readonly idempotencyKey?: string }): string {
  if (idempotencyKey === undefined) throw new Error('an idempotent route was reached without its key')
  return idempotencyKey
}

function replyOf(acted: ReviewActed, status: 200 | 201): RouteReply {
  switch (acted.kind) {
    case 'done': {
      const { review, version } = acted
      return { status, body: { reviewId: review.reviewId, status: review.state.status, version } }
    }
    case 'stale':
      return problem(409, 'Someone settled the review in the meantime', {
        kind: 'stale',
        detail: `The review is at version ${acted.version}. Read it again.`,
      })
    case 'refused':
      return refusalProblem(acted.refusal)
    default:
      return acted satisfies never
  }
}

function refusalProblem({ reason, message }: ReviewRefusal): ProblemReply {
  switch (reason) {
    case 'absent':
      return reviewAbsent()
    case 'settled':
      return problem(409, 'The review is settled', { kind: reason, detail: message })
    case 'left-unread': {
      const errors = [{ pointer: '/asRead', detail: message }]
      return problem(422, 'Not all of the text was read', { kind: reason, detail: message, errors })
    }
    case 'not-a-person':
      return problem(403, 'A person has to confirm', { kind: reason, detail: message })
    default:
      return reason satisfies never
  }
}
