import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import type { GapCounts } from '@recallwire/domain/gaps/count-standings.ts'
import type { StandingKind } from '@recallwire/domain/gaps/standing.ts'
import { type Notice, newestRevision } from '@recallwire/domain/notice/notice.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import {
  type GapItem,
  gapReportSchema,
  gapSummarySchema,
  type RecallGaps,
} from '@recallwire/domain/views/gap-view.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import type { CaseworkDeps } from '../casework/casework-deps.ts'
import { readFacility } from '../casework/read-facility.ts'
import type { GapStores } from '../gaps/gap-deps.ts'
import { type ListedStanding, readGaps } from '../gaps/read-gaps.ts'
import { absent } from './answers.ts'

const route = defineRoute<Actor>()

type GapRouteDeps = {
  readonly backEnd: GapStores & CaseworkDeps['backEnd']
  readonly clock: Clock
}

/** What nothing has settled, and what a person was told of. */
const unsettled: readonly StandingKind[] = ['gap', 'told', 'on-its-way']
const listed = 500

/** Whether everyone who is owed a letter has one, or a person was told (invariant I1): states, and no devices. */
export const gapRoutes = (deps: GapRouteDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/gaps',
    summary:
      'Count, recall by recall, whose letter was accepted, of whom a person was told, and who is left out',
    action: 'gaps.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: gapSummarySchema },
    handle: async ({ actor }) => {
      const recalls: RecallGaps[] = []
      for (const { document } of await deps.backEnd.notices.list({ published: true })) {
        if (document.status !== 'published' || !mayLook(actor, document)) continue
        const { counts } = await readGaps(deps.backEnd, document, deps.clock.now, countOnly)
        recalls.push(recallGaps(document, counts))
      }
      return { status: 200, body: { at: deps.clock.now(), recalls } }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId/gaps',
    summary: 'List, facility by facility, where a letter is still owed and who was told of it',
    action: 'gaps.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ recallId: idSchema }),
    query: z.strictObject({ after: idSchema.optional() }),
    reply: { 200: gapReportSchema },
    handle: async ({ actor, params, query }) => {
      const notice = (await deps.backEnd.notices.get(params.recallId))?.document
      if (notice === undefined || notice.status === 'draft' || !mayLook(actor, notice))
        return absent('recall')
      const list = { kinds: unsettled, after: query.after ?? '', limit: listed }
      const { counts, listed: found, next } = await readGaps(deps.backEnd, notice, deps.clock.now, list)
      const items = await Promise.all(found.map((one) => itemOf(deps, one)))
      const body = { ...recallGaps(notice, counts), at: deps.clock.now(), items }
      return { status: 200, body: next === undefined ? body : { ...body, next } }
    },
  }),
]

const countOnly = { kinds: [], after: '', limit: 0 }

const mayLook = (actor: Actor, { firmOrganisationId }: Notice): boolean =>
  mayAct(actor, 'gaps.read', { owners: [firmOrganisationId] })

function recallGaps(notice: Notice, counts: GapCounts): RecallGaps {
  const newest = newestRevision(notice)
  if (newest === undefined) throw new Error(`recall ${notice.recallId} is published without a revision`)
  const { recallId, reference, status } = notice
  const { title, recallClass } = newest.content
  return { recallId, reference, title, recallClass, status, counts }
}

async function itemOf(deps: GapRouteDeps, one: ListedStanding): Promise<GapItem> {
  const { facilityId, caseId, custodyId, standing } = one
  const { name: facilityName } = await readFacility(deps.backEnd, facilityId)
  return {
    facilityId,
    facilityName,
    ...(caseId === undefined ? {} : { caseId }),
    ...(custodyId === undefined ? {} : { custodyId }),
    standing,
  }
}
