import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct } from '@recallwire/domain/access/role-table.ts'
import { isPublished } from '@recallwire/domain/notice/notice.ts'
import { verdictValues } from '@recallwire/domain/scope/verdict.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { instantSchema } from '@recallwire/domain/time.ts'
import type { OverrideCommand, OverrideRefusal } from '@recallwire/domain/verdict-override/decide-override.ts'
import { overrideReasonSchema } from '@recallwire/domain/verdict-override/override.ts'
import { matchItemSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { actOnOverride } from '../act-on-override.ts'
import type { Matching } from '../matching.ts'
import { matchItem } from './match-item.ts'

export type OverrideRouteDeps = {
  readonly backEnd: Pick<BackEnd, 'registry' | 'scopes' | 'notices' | 'directory'>
  readonly matching: Matching
}

const route = defineRoute<Actor>()
const params = z.strictObject({ recallId: idSchema, matchId: idSchema })
const reply = { 200: matchItemSchema }
const answers = { credential: 'key', answers: 'json', idempotent: true, params, reply } as const
const reason = overrideReasonSchema
/** `proposedAt`: of the proposal that was looked at; if another one waits by now, nothing is decided. */
const lookedAt = z.strictObject({ proposedAt: instantSchema.optional() }).optional()

/** A verdict that two people of the recalling firm decide for one unit. All answer with the unit as it is then. */
export const overrideRoutes = (deps: OverrideRouteDeps): readonly Route<Actor>[] => [
  route({
    ...answers,
    method: 'POST',
    path: '/v1/recalls/:recallId/matches/:matchId/override',
    summary: 'Propose another verdict for one unit; a second person confirms it',
    action: 'verdict.propose',
    body: z.strictObject({ value: z.enum(verdictValues), reason }),
    handle: ({ body, ...asked }) => act(deps, 'verdict.propose', asked, { kind: 'ProposeOverride', ...body }),
  }),
  route({
    ...answers,
    method: 'POST',
    path: '/v1/recalls/:recallId/matches/:matchId/override/withdraw',
    summary: 'Propose that a verdict of people be taken back; a second person confirms it',
    action: 'verdict.propose',
    body: z.strictObject({ reason }),
    handle: ({ body, ...asked }) =>
      act(deps, 'verdict.propose', asked, { kind: 'ProposeWithdrawal', ...body }),
  }),
  route({
    ...answers,
    method: 'POST',
    path: '/v1/recalls/:recallId/matches/:matchId/override/confirm',
    summary: 'Confirm as a second person what is proposed for a unit',
    action: 'verdict.decide',
    body: lookedAt,
    handle: ({ body, ...asked }) => act(deps, 'verdict.decide', asked, { kind: 'ConfirmOverride', ...body }),
  }),
  route({
    ...answers,
    method: 'POST',
    path: '/v1/recalls/:recallId/matches/:matchId/override/decline',
    summary: 'Decline what is proposed for a unit; its verdict stays',
    action: 'verdict.decide',
    body: lookedAt,
    handle: ({ body, ...asked }) => act(deps, 'verdict.decide', asked, { kind: 'DeclineOverride', ...body }),
  }),
]

type Asked = {
  readonly actor: Actor
  readonly params: z.infer<typeof params>
  readonly idempotencyKey?: string | undefined
}

async function act(
  { backEnd, matching }: OverrideRouteDeps,
  action: Action,
  { actor, params: { recallId, matchId }, idempotencyKey }: Asked,
  command: OverrideCommand,
) {
  if (idempotencyKey === undefined) throw new Error('an idempotent route was reached without its key')
  const notice = (await backEnd.notices.get(recallId))?.document
  if (notice === undefined || !isPublished(notice)) return absent()
  const { firmOrganisationId } = notice
  if (!mayAct(actor, action, { owners: [firmOrganisationId] })) return absent()
  const firm = (await backEnd.directory.organisations.get(firmOrganisationId))?.document
  if (firm === undefined) throw new Error(`the firm ${firmOrganisationId} of recall ${recallId} is unknown`)
  const order = { recallId, matchId, firmName: firm.name, command, actor, requestKey: idempotencyKey }
  const acted = await actOnOverride(matching, order)
  if (acted.kind === 'absent') return absent()
  if (acted.kind === 'refused') return refusalProblem(acted)
  const [item] = await matchItem({ backEnd }, acted.match, true)
  return item === undefined ? absent() : { status: 200 as const, body: item }
}

/** One answer for what is not there and for another firm's. */
const absent = () => problem(404, 'No such unit in this recall')

const titles: Readonly<
  Record<OverrideRefusal['reason'], { readonly status: number; readonly title: string }>
> = {
  'nothing-changed': { status: 422, title: 'The proposal changes nothing' },
  'nothing-proposed': { status: 409, title: 'Nothing waits for a second person' },
  'no-override': { status: 409, title: 'No decision of people stands' },
  'same-person': { status: 403, title: 'A second person must confirm' },
  stale: { status: 409, title: 'Something changed since it was proposed' },
  closed: { status: 409, title: 'The recall is closed' },
}

function refusalProblem({ reason: kind, message }: OverrideRefusal) {
  const { status, title } = titles[kind]
  return problem(status, title, { kind, detail: message })
}
