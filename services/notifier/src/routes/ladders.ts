import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type Action, mayAct } from '@recallwire/domain/access/role-table.ts'
import { ladderClassSchema, ladderSchema } from '@recallwire/domain/casework/ladder-rules.ts'
import { changeLadder, type RecallLadders } from '@recallwire/domain/casework/recall-ladders.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { laddersViewSchema, viewLadders } from '@recallwire/domain/views/ladder-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route, type RouteReply } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent, keyOf } from './answers.ts'

const route = defineRoute<Actor>()
const params = z.strictObject({ recallId: idSchema })

export type LadderDeps = {
  readonly backEnd: Pick<BackEnd, 'ladders' | 'notices'>
  readonly clock: Clock
}

const changeSchema = z.strictObject({
  recallClass: ladderClassSchema,
  /** Null: the default again. */
  ladder: ladderSchema.nullable(),
  /** The version that was looked at. */
  basedOn: z.int().min(0),
})

/** When a facility that does not answer is reminded, who is written to next, and when the firm phones: by class, for one recall. */
export const ladderRoutes = (deps: LadderDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId/ladders',
    summary:
      'The ladders of a recall by class: reminders, escalations and tasks for those who do not respond',
    action: 'ladders.read',
    credential: 'key',
    answers: 'json',
    params,
    reply: { 200: laddersViewSchema },
    handle: async ({ actor, params: { recallId } }) => {
      const notice = await findOwn(deps, actor, 'ladders.read', recallId)
      if (notice === undefined) return absent('recall')
      const stored = await deps.backEnd.ladders.get(recallId)
      return { status: 200, body: viewLadders(recallId, stored?.document) }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/recalls/:recallId/ladders',
    summary:
      'Set the ladder of one class for a recall, or go back to the default; cases move the steps not taken',
    action: 'ladders.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params,
    body: changeSchema,
    reply: { 200: laddersViewSchema },
    handle: async (request) => {
      const { actor, body } = request
      const { recallId } = request.params
      const notice = await findOwn(deps, actor, 'ladders.edit', recallId)
      if (notice === undefined) return absent('recall')
      if (notice.status === 'terminated' || notice.status === 'withdrawn')
        return problem(409, 'The recall is closed', {
          kind: 'recall-closed',
          detail: 'Nobody is reminded any more. Nothing was changed.',
        })
      const causeId = `${actor.organisationId}:${keyOf(request)}`
      return change(
        deps,
        { ...body, recallId, firmOrganisationId: notice.firmOrganisationId },
        actor,
        causeId,
      )
    },
  }),
]

async function findOwn(deps: LadderDeps, actor: Actor, action: Action, recallId: string) {
  const notice = (await deps.backEnd.notices.get(recallId))?.document
  return notice !== undefined && mayAct(actor, action, { owners: [notice.firmOrganisationId] })
    ? notice
    : undefined
}

type Change = z.output<typeof changeSchema> & Pick<RecallLadders, 'recallId' | 'firmOrganisationId'>

async function change(
  { backEnd: { ladders }, clock }: LadderDeps,
  { recallId, firmOrganisationId, recallClass, ladder, basedOn }: Change,
  actor: Actor,
  causeId: string,
): Promise<RouteReply> {
  const at = clock.now()
  const decided = await decideAndSave<RecallLadders, RouteReply>(
    { read: () => ladders.get(recallId), save: (wanted) => ladders.save(wanted) },
    { id: recallId, causeId },
    (current) => {
      const decision = changeLadder(
        current,
        { recallId, firmOrganisationId },
        { recallClass, ladder: ladder ?? undefined, basedOn },
        { at, by: actor.by },
      )
      switch (decision.kind) {
        case 'nothing':
          return decision
        case 'stale':
          return { kind: 'refused', refusal: stale(decision.version) }
        case 'refused':
          return { kind: 'refused', refusal: laxer(decision.problems) }
        case 'changed': {
          const { next } = decision
          const event = outgoing(recallId, {
            id: eventIdOf('/notifier', `${recallId}@ladders-${next.version}`, 0),
            source: '/notifier',
            type: 'recallwire.ladder-changed.v1',
            subject: recallId,
            at,
            actor,
            causeId,
            data: {
              recallId,
              firmOrganisationId,
              version: next.version,
              recallClass,
              ladder: next.set[recallClass] ?? null,
            },
          })
          return { kind: 'save', next, events: [event] }
        }
        default:
          return decision satisfies never
      }
    },
  )
  return decided.kind === 'refused'
    ? decided.refusal
    : { status: 200, body: viewLadders(recallId, decided.document) }
}

const stale = (version: number): RouteReply =>
  problem(409, 'Somebody else changed the ladders meanwhile', {
    kind: 'version-conflict',
    detail: `Nothing was changed. Read them again: they are at version ${version}.`,
  })

const laxer = (problems: readonly { readonly pointer: string; readonly message: string }[]): RouteReply =>
  problem(422, 'The ladder is not acceptable', {
    kind: 'body-invalid',
    detail: 'Nothing was changed.',
    errors: problems.map(({ pointer, message }) => ({ pointer: `/ladder${pointer}`, detail: message })),
  })
