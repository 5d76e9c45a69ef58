import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { NoticeCommand } from '@recallwire/domain/notice/decide-notice.ts'
import { closingSchema } from '@recallwire/domain/notice/notice.ts'
import { noticeContentSchema } from '@recallwire/domain/notice/notice-content.ts'
import { noticeAnswerSchema } from '@recallwire/domain/views/recall-view.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from '../answers.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { actOnNotice } from '../notices/act-on-notice.ts'
import { checkFirmLetter } from '../notices/check-firm-letter.ts'
import { checkNotice } from '../notices/check-notice.ts'
import { findOwnNotice } from '../notices/find-own-notice.ts'
import { renderAnswer } from '../notices/notice-view.ts'
import { refusalProblem } from '../notices/refusal-problem.ts'
import { maxNoticeBytes, noticeParams, noticeProblem } from './notices.ts'

const route = defineRoute<Actor>()

const basedOn = z.int().min(1).optional()

const revisionRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['expand', 'narrow', 'reclassify', 'correct']),
    /** The revision you looked at; the header If-Match may say it instead. */
    basedOn,
    /** All of the notice as it shall read, not only what changes. */
    content: noticeContentSchema,
  }),
  z.strictObject({ kind: z.enum(['terminate', 'withdraw']), basedOn, reason: closingSchema.shape.reason }),
])
type RevisionRequest = z.infer<typeof revisionRequestSchema>

export const revisionRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/notices/:recallId/revisions',
    summary: 'Draft a revision of a published notice, or ask to end the recall; a second person approves it',
    action: 'notice.revise',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyLimit: maxNoticeBytes,
    params: noticeParams,
    body: revisionRequestSchema,
    reply: { 201: noticeAnswerSchema },
    handle: async (request) => {
      const { actor, params, body, headers } = request
      const found = await findOwnNotice(deps, actor, 'notice.revise', params.recallId)
      if (found === undefined) return absent('notice')
      const looked = revisionLookedAt(body, headers['if-match'])
      if (looked.kind === 'refused') return looked.reply
      const problems =
        'content' in body
          ? [
              ...checkNotice(body.content, found.firm),
              ...(await checkFirmLetter(deps.backEnd, body.content, actor.organisationId)),
            ]
          : []
      if (problems.length > 0) return noticeProblem(problems)
      const acted = await actOnNotice(deps, {
        start: found.notice,
        firmName: found.firm.name,
        command: commandOf(body, looked.revision),
        actor,
        requestKey: keyOf(request),
        lookedAt: { revision: looked.revision },
      })
      return acted.kind === 'refused'
        ? refusalProblem(acted.refusal)
        : { status: 201, body: renderAnswer(acted.notice) }
    },
  }),
]

function commandOf(body: RevisionRequest, revision: number | undefined): NoticeCommand {
  if ('content' in body)
    return { kind: 'DraftRevision', revisionKind: body.kind, content: body.content, basedOn: revision ?? 0 }
  const outcome = body.kind === 'terminate' ? 'terminated' : 'withdrawn'
  return { kind: 'AskToClose', outcome, reason: body.reason }
}

/** The revision the author read, from the body or from If-Match (`"3"`). A revision of the content cannot do without. */
function revisionLookedAt(
  body: RevisionRequest,
  ifMatch: string | readonly string[] | undefined,
):
  | { readonly kind: 'looked'; readonly revision: number | undefined }
  | { readonly kind: 'refused'; readonly reply: ProblemReply } {
  const [, digits] = typeof ifMatch === 'string' ? (/^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch) ?? []) : []
  if (ifMatch !== undefined && digits === undefined) {
    const detail = 'Send the number of the revision you looked at, such as If-Match: "3".'
    return { kind: 'refused', reply: problem(400, 'The If-Match header is not usable', { detail }) }
  }
  const named = digits === undefined ? undefined : Number(digits)
  if (named !== undefined && body.basedOn !== undefined && named !== body.basedOn) {
    const errors = [
      { pointer: '/basedOn', detail: `says ${body.basedOn}, the header If-Match says ${named}` },
    ]
    return { kind: 'refused', reply: problem(400, 'The request contradicts itself', { errors }) }
  }
  const revision = named ?? body.basedOn
  if (revision === undefined && 'content' in body) {
    const errors = [{ pointer: '/basedOn', detail: 'Give the revision you looked at, here or as If-Match.' }]
    return {
      kind: 'refused',
      reply: problem(400, 'The body is not acceptable', { kind: 'body-invalid', errors }),
    }
  }
  return { kind: 'looked', revision }
}
