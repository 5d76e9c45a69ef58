import { type Actor, readerOf, serviceReader } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct, reachOf } from '@recallwire/domain/access/role-table.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { CaseCommand } from '@recallwire/domain/casework/case-command.ts'
import { waiverReasons } from '@recallwire/domain/casework/letter-resolution.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { letterActSchema } from '@recallwire/domain/views/stuck-view.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacilityFacts } from '../casework/read-facility.ts'
import { saveCase } from '../casework/save-case.ts'
import { absent, keyOf, refusalProblem } from './answers.ts'

const route = defineRoute<Actor>()
const params = z.strictObject({ caseId: idSchema, letterId: idSchema })
const shared = {
  method: 'POST',
  credential: 'key',
  answers: 'json',
  idempotent: true,
  params,
  reply: { 200: letterActSchema },
} as const

/** What people do about a letter that nobody got: it is stuck, it came back, or it went to the wrong recipient. */
export const letterActRoutes = (deps: CaseworkDeps): readonly Route<Actor>[] => [
  route({
    ...shared,
    path: '/v1/cases/:caseId/letters/:letterId/write-again',
    summary: 'Have a letter that nobody got written again, once the contact is mended, or to another contact',
    action: 'letter.mend',
    body: z.strictObject({ contactId: idSchema.optional() }),
    handle: (request) =>
      act(deps, request, 'letter.mend', async (on) => ({
        kind: 'WriteAgain',
        letterId: request.params.letterId,
        contactId: request.body.contactId,
        facility: await readFacilityFacts(deps.backEnd, on.facilityId),
      })),
  }),
  route({
    ...shared,
    path: '/v1/cases/:caseId/letters/:letterId/by-phone',
    summary: "Give up on a letter that nobody got: the firm's people phone",
    action: 'letter.mend',
    handle: (request) =>
      act(deps, request, 'letter.mend', async () => ({
        kind: 'HandToPhone',
        letterId: request.params.letterId,
      })),
  }),
  route({
    ...shared,
    path: '/v1/cases/:caseId/letters/:letterId/waiver',
    summary: 'Propose that a letter that nobody got need not go out; a second person decides',
    action: 'letter.waive',
    body: z.strictObject({ reason: z.enum(waiverReasons) }),
    handle: (request) =>
      act(deps, request, 'letter.waive', async () => ({
        kind: 'ProposeWaiver',
        letterId: request.params.letterId,
        reason: request.body.reason,
      })),
  }),
  ...(['confirm', 'decline'] as const).map((word) =>
    route({
      ...shared,
      path: `/v1/cases/:caseId/letters/:letterId/waiver/${word}`,
      summary:
        word === 'confirm'
          ? 'Confirm as a second person that a letter need not go out'
          : 'Decline that a letter need not go out, or take back a proposal of your own',
      action: word === 'confirm' ? 'letter.waive-decide' : 'letter.waive',
      handle: (request) =>
        act(deps, request, word === 'confirm' ? 'letter.waive-decide' : 'letter.waive', async () => ({
          kind: 'DecideWaiver',
          letterId: request.params.letterId,
          outcome: word === 'confirm' ? 'confirmed' : 'declined',
        })),
    }),
  ),
]

type Request = {
  readonly actor: Actor
  readonly params: z.output<typeof params>
  readonly idempotencyKey?: string
}

async function act(
  deps: CaseworkDeps,
  request: Request,
  action: Action,
  commandOn: (on: Case) => Promise<CaseCommand>,
): Promise<RouteReply> {
  const { actor, params } = request
  const { caseId, letterId } = params
  const reader = reachOf(actor, action) === 'all' ? serviceReader('notifier') : readerOf(actor)
  const on = (await deps.backEnd.cases.get(reader, caseId))?.document
  if (on === undefined || !mayAct(actor, action, { owners: [on.firmOrganisationId] })) return absent('case')
  const causeId = `${actor.organisationId}:${keyOf(request)}`
  const saved = await saveCase(deps, { ids: on, command: await commandOn(on), actor, causeId })
  if (saved.kind === 'refused') return refusalProblem(saved)
  const known = new Set(on.letters.map((letter) => letter.letterId))
  const added = saved.document?.letters.find((letter) => !known.has(letter.letterId))
  const body = { caseId, letterId, ...(added === undefined ? {} : { newLetterId: added.letterId }) }
  return { status: 200, body }
}
