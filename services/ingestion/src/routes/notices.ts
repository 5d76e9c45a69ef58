import type { Actor } from '@recallwire/domain/access/actor.ts'
import { recallIdOf } from '@recallwire/domain/ids.ts'
import { noticeSchema } from '@recallwire/domain/notice/notice.ts'
import { noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import { noticeAnswerSchema, reachSchema, recallViewSchema } from '@recallwire/domain/views/recall-view.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { actOnNotice } from '../notices/act-on-notice.ts'
import { checkFirmLetter } from '../notices/check-firm-letter.ts'
import { checkNotice } from '../notices/check-notice.ts'
import { findOwnNotice } from '../notices/find-own-notice.ts'
import { measureReach } from '../notices/measure-reach.ts'
import { renderAnswer, renderRecall } from '../notices/notice-view.ts'
import { refusalProblem } from '../notices/refusal-problem.ts'

const route = defineRoute<Actor>()

export const maxNoticeBytes = 16 * 1024 * 1024

export const noticeParams = z.strictObject({ recallId: z.string().max(80) })

const newNoticeSchema = z.strictObject({
  reference: noticeSchema.shape.reference,
  aliases: noticeSchema.shape.aliases.max(20).default([]),
  content: noticeContentSchema,
})

export const noticeProblem = (errors: readonly { readonly pointer: string; readonly detail: string }[]) =>
  problem(422, 'The notice is not acceptable', {
    kind: 'notice-refused',
    detail: 'Nothing was stored. Correct the fields named in "errors" and send the notice again.',
    errors: errors.slice(0, 1_000),
  })

export const noticeRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/notices',
    summary: 'Store the draft of a notice; a second person approves it',
    action: 'notice.draft',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyLimit: maxNoticeBytes,
    body: newNoticeSchema,
    reply: { 201: noticeAnswerSchema },
    handle: async (request) => {
      const { actor, body } = request
      const firm = (await deps.backEnd.directory.organisations.get(actor.organisationId))?.document
      if (firm === undefined) return absent('organisation')
      const problems = [
        ...checkNotice(body.content, firm),
        ...(await checkFirmLetter(deps.backEnd, body.content, actor.organisationId)),
      ]
      if (problems.length > 0) return noticeProblem(problems)
      const { reference, aliases, content } = body
      const acted = await actOnNotice(deps, {
        start: {
          recallId: recallIdOf(actor.organisationId, reference),
          firmOrganisationId: actor.organisationId,
          reference,
          aliases,
        },
        firmName: firm.name,
        command: { kind: 'DraftNotice', reference, content },
        actor,
        requestKey: keyOf(request),
      })
      return acted.kind === 'refused'
        ? refusalProblem(acted.refusal)
        : { status: 201, body: renderAnswer(acted.notice) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/notices/:recallId',
    summary: 'Read a notice of your firm, with what waits for approval',
    action: 'notice.draft',
    credential: 'key',
    answers: 'json',
    params: noticeParams,
    reply: { 200: recallViewSchema },
    handle: async ({ actor, params }) => {
      const found = await findOwnNotice(deps, actor, 'notice.draft', params.recallId)
      if (found === undefined) return absent('notice')
      return { status: 200, body: renderRecall(found.notice, found.firm.name, actor) }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/notices/:recallId/reach',
    summary: 'Count who would be told if what waits for approval went out now',
    action: 'reach.read',
    credential: 'key',
    answers: 'json',
    params: noticeParams,
    reply: { 200: reachSchema },
    handle: async ({ actor, params, signal }) => {
      const found = await findOwnNotice(deps, actor, 'reach.read', params.recallId)
      if (found === undefined) return absent('notice')
      return { status: 200, body: await measureReach(deps, found.notice, signal) }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/notices/:recallId/approve',
    summary: 'Approve as a second person what waits: a draft goes out, a closing takes effect',
    action: 'notice.approve',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: noticeParams,
    /** `waitingSince`: `draftedAt` or `askedAt` of what was read; if something else waits by now, it is not approved. */
    body: z.strictObject({ waitingSince: instantSchema.optional() }).optional(),
    reply: { 200: noticeAnswerSchema },
    handle: async (request) => {
      const { actor, params, body } = request
      const found = await findOwnNotice(deps, actor, 'notice.approve', params.recallId)
      if (found === undefined) return absent('notice')
      const acted = await actOnNotice(deps, {
        start: found.notice,
        firmName: found.firm.name,
        command: { kind: 'Approve' },
        actor,
        requestKey: keyOf(request),
        lookedAt: { waitingSince: body?.waitingSince },
      })
      return acted.kind === 'refused'
        ? refusalProblem(acted.refusal)
        : { status: 200, body: renderAnswer(acted.notice) }
    },
  }),
]
