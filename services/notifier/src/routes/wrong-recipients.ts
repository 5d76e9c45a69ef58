import { type Actor, readerOf } from '@recallwire/domain/access/actor.ts'
import { toldChannelSchema } from '@recallwire/domain/casework/reply-channel.ts'
import { idSchema, lineOf } from '@recallwire/domain/text.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { reportWrongRecipient } from '../casework/report-wrong-recipient.ts'
import { absent, keyOf, refusalProblem } from './answers.ts'
import { sourceOf } from './channel-of.ts'

const route = defineRoute<Actor>()

const bodySchema = z.strictObject({
  /** The letter that went to the wrong person. */
  letterId: idSchema,
  person: z.strictObject({
    /** Who says so. */
    name: lineOf(120),
    /** Whom to try instead, as it was said: a name, a department, a phone number. */
    other: lineOf(300).optional(),
  }),
  /** How the firm was told; for what the firm alone enters, and `phone` where it is left out. */
  channel: toldChannelSchema.optional(),
  /** When the call was, or the e-mail came; for what the firm alone enters. */
  occurredAt: instantSchema.optional(),
})

export const wrongRecipientRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/cases/:caseId/wrong-recipients',
    summary:
      'Say that a letter went to the wrong person, for your own facility or as you were told on the phone or by e-mail',
    action: 'case.reply',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ caseId: idSchema }),
    body: bodySchema,
    reply: { 201: z.strictObject({ caseId: idSchema, reportId: idSchema }) },
    handle: async (request) => {
      const { actor, params, body } = request
      const on = (await deps.backEnd.cases.get(readerOf(actor), params.caseId))?.document
      const source = sourceOf(on, actor, body, deps.clock.now())
      if (source.kind === 'refused') return source.problem
      if (on === undefined) return absent('case')
      const { channel, occurredAt } = source
      const { letterId, person } = body
      const requestId = `${actor.organisationId}:${keyOf(request)}`
      const { caseId } = on
      const report = { caseId, letterId, channel, actor, occurredAt, requestId, person }
      const reported = await reportWrongRecipient(deps, report)
      if (reported.kind === 'refused') return refusalProblem(reported)
      return { status: 201, body: { caseId, reportId: reported.reportId } }
    },
  }),
]
