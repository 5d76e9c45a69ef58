import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema, lineOf, textOf } from '@recallwire/domain/text.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { forwardNotice } from '../casework/forward-notice.ts'
import { findRecall } from '../casework/read-recall.ts'
import { absent } from './answers.ts'

const route = defineRoute<Actor>()

const forwardAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('forwarded'),
    facilityId: idSchema,
    caseId: idSchema,
    dutyId: idSchema,
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    facilityId: idSchema,
    reason: z.string(),
    message: z.string(),
  }),
])
type ForwardAnswer = z.infer<typeof forwardAnswerSchema>

/** A reader must be able to rely on it that links in a letter lead to the recall: a forwarder can put none in. */
const coverNoteSchema = textOf(1_000).refine(
  (note) => !/(https?:|ftp:|mailto:|www\.)/i.test(note),
  'must not hold web or mail addresses: name a phone number, or leave it out',
)

/** A distributor carries the recall to those it supplied, in the firm's unaltered words (21 CFR 7.49(d)). */
export const forwardRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    method: 'POST',
    path: '/v1/recalls/:recallId/forwards',
    summary: 'Forward a recall to facilities you supplied; each owes you a reply',
    action: 'recall.forward',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ recallId: idSchema }),
    body: z.strictObject({
      /** Your own reference of the letter. */
      reference: lineOf(80),
      facilityIds: z.array(idSchema).min(1).max(1_000),
      /** Stands above the firm's own words, which stay as they are. */
      coverNote: coverNoteSchema.optional(),
    }),
    reply: { 200: z.strictObject({ recallId: idSchema, facilities: z.array(forwardAnswerSchema) }) },
    handle: async ({ actor, params, body, signal }) => {
      const { directory } = deps.backEnd
      const recall = await findRecall(deps.backEnd, params.recallId)
      const sender = (await directory.organisations.get(actor.organisationId))?.document
      if (recall === undefined || sender === undefined) return absent('recall')
      const { recallId, status } = recall.notice
      if (status !== 'published')
        return problem(409, 'The recall is closed', { kind: 'recall-closed', detail: `It was ${status}.` })
      const supplied = await directory.consignees.ofFirm(actor.organisationId)
      const own = new Set(supplied.map(({ facilityId }) => facilityId))
      const facilities: ForwardAnswer[] = []
      for (const facilityId of new Set(body.facilityIds)) {
        signal.throwIfAborted()
        const { reference, coverNote } = body
        const forward = { recall, reference, coverNote, facilityId, sender, actor }
        facilities.push(
          own.has(facilityId)
            ? answerOf(facilityId, await forwardNotice(deps, forward))
            : unknownFacility(facilityId),
        )
      }
      return { status: 200, body: { recallId, facilities } }
    },
  }),
]

function answerOf(facilityId: string, forwarded: Awaited<ReturnType<typeof forwardNotice>>): ForwardAnswer {
  if (forwarded.kind === 'forwarded')
    return { outcome: 'forwarded', facilityId, caseId: forwarded.caseId, dutyId: forwarded.dutyId }
  return { outcome: 'refused', facilityId, reason: forwarded.reason, message: forwarded.message }
}

/** The same for a facility that is another's and for one that does not exist. */
const unknownFacility = (facilityId: string): ForwardAnswer => ({
  outcome: 'refused',
  facilityId,
  reason: 'unknown-facility',
  message: 'There is no such facility among your consignees.',
})
