import { type Actor, type Reader, readerOf, serviceReader } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { isPublished, type Notice } from '@recallwire/domain/notice/notice.ts'
import { travellingFacts } from '@recallwire/domain/scope/verdict.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { type MatchPage, matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'

export type MatchRouteDeps = { readonly backEnd: Pick<BackEnd, 'registry' | 'matching' | 'notices'> }

const pageSize = 200
const countedAtOnce = 1_000

/** Every candidate unit of a recall with its verdict and the reason for it. */
export const matchRoutes = ({ backEnd }: MatchRouteDeps): readonly Route<Actor>[] => [
  defineRoute<Actor>()({
    method: 'GET',
    path: '/v1/recalls/:recallId/matches',
    summary: 'Candidate units of a recall with their verdicts, in pages',
    action: 'matches.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ recallId: idSchema }),
    /** `after`: `next` of the page before. */
    query: z.strictObject({ after: z.string().max(200).optional() }),
    reply: { 200: matchPageSchema },
    handle: async ({ actor, params, query }) => {
      const notice = (await backEnd.notices.get(params.recallId))?.document
      const reader = notice === undefined ? undefined : matchReader(actor, notice)
      if (reader === undefined) return problem(404, 'No such recall')
      const { ofRecall } = backEnd.matching.matches
      const page = await ofRecall(reader, params.recallId, pageSize, query.after)
      const items = (await Promise.all(page.items.map((match) => itemOf(backEnd, match)))).flat()
      const counts = await countOf(backEnd, reader, params.recallId)
      const body: MatchPage = page.next === undefined ? { counts, items } : { counts, items, next: page.next }
      return { status: 200, body }
    },
  }),
]

/**
 * The recall's own firm sees which units it reached everywhere, since it answers for them (21 CFR 7.49); where in the
 * building they are stays with the facility. Another firm's recall is unknown to a firm; facilities and distributors see
 * their own units.
 */
function matchReader(actor: Actor, notice: Notice): Reader | undefined {
  if (!isPublished(notice)) return undefined
  const isFirm = actor.role === 'manufacturer-editor' || actor.role === 'manufacturer-approver'
  if (!isFirm) return readerOf(actor)
  return mayAct(actor, 'matches.read', { owners: [notice.firmOrganisationId] })
    ? serviceReader('matcher')
    : undefined
}

async function itemOf(
  backEnd: MatchRouteDeps['backEnd'],
  match: Match,
): Promise<readonly MatchPage['items'][number][]> {
  const { matchId, custodyId, facilityId, holdingId, revision, verdict } = match
  // The match was found on the reader's behalf; the row it rests on lends its facts, without the location.
  const holding = (await backEnd.registry.get(serviceReader('matcher'), holdingId))?.document
  if (holding === undefined) return []
  return [{ matchId, custodyId, facilityId, facts: travellingFacts(holding), revision, verdict }]
}

async function countOf(
  backEnd: MatchRouteDeps['backEnd'],
  reader: Reader,
  recallId: string,
): Promise<MatchPage['counts']> {
  const counts = { affected: 0, possible: 0, outside: 0 }
  let after: string | undefined
  do {
    const page = await backEnd.matching.matches.ofRecall(reader, recallId, countedAtOnce, after)
    for (const { verdict } of page.items) counts[verdict.value] += 1
    after = page.next
  } while (after !== undefined)
  return counts
}
