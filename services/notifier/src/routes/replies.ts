import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { toldChannelSchema } from '@recallwire/domain/casework/reply-channel.ts'
import { unitAnswerInputSchema } from '@recallwire/domain/casework/unit-answer.ts'
import { phoneSchema } from '@recallwire/domain/directory/facility.ts'
import { idSchema, lineOf, textOf } from '@recallwire/domain/text.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { submitReply } from '../casework/submit-reply.ts'
import { absent, keyOf, refusalProblem } from './answers.ts'
import { sourceOf } from './channel-of.ts'

const route = defineRoute<Actor>()

const replyBodySchema = z.strictObject({
  holdsNone: z.boolean(),
  units: z.array(unitAnswerInputSchema).max(5_000).default([]),
  /** Which of the senders this answers. */
  dutyIds: z.array(idSchema).min(1).max(100),
  /** Who answers: the printed name beside the signature (21 CFR 11.50). */
  person: z.strictObject({ name: lineOf(120), role: lineOf(120), phone: phoneSchema.optional() }),
  /** The text the person agreed to; over the phone, the text that was read to that person. */
  statement: textOf(4_000),
  /** How the firm was told; for replies entered by the firm alone, and `phone` where it is left out. */
  channel: toldChannelSchema.optional(),
  /** When the call was, or the e-mail came; for replies entered by the firm alone. */
  occurredAt: instantSchema.optional(),
})

export const replyRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/cases/:caseId/replies',
    summary: 'Reply for your own facility, or enter what a facility told you on the phone or by e-mail',
    action: 'case.reply',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ caseId: idSchema }),
    body: replyBodySchema,
    reply: { 201: z.strictObject({ caseId: idSchema, replyId: idSchema }) },
    handle: async (request) => {
      const { actor, params, body } = request
      const on = (await deps.backEnd.cases.get(readerOf(actor), params.caseId))?.document
      const source = sourceOf(on, actor, body, deps.clock.now())
      if (source.kind === 'refused') return source.problem
      if (on === undefined) return absent('case')
      const { channel, occurredAt } = source
      const { channel: _channel, occurredAt: _occurredAt, ...answers } = body
      const requestId = `${actor.organisationId}:${keyOf(request)}`
      const { caseId } = on
      const submitted = await submitReply(deps, { ...answers, caseId, channel, actor, occurredAt, requestId })
      if (submitted.kind === 'refused') return refusalProblem(submitted)
      return { status: 201, body: { caseId, replyId: submitted.replyId } }
    },
  }),
]
