import { type Actor, mayRead, type Reader, readerOf, serviceReader } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { isPublished, type Notice } from '@recallwire/domain/notice/notice.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { type MatchPage, matchItemSchema, matchPageSchema } from '@recallwire/domain/views/device-view.ts'
import type { Page } from '@recallwire/ports/aggregate-store.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { matchItem } from './match-item.ts'

export type MatchRouteDeps = {
  readonly backEnd: Pick<BackEnd, 'registry' | 'scopes' | 'matching' | 'notices'>
}

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
    /** `after`: `next` of the page before. `override`: only units for which something is proposed, or was decided by people. */
    query: z.strictObject({
      after: z.string().max(200).optional(),
      override: z.enum(['proposed', 'decided']).optional(),
    }),
    reply: { 200: matchPageSchema },
    handle: async ({ actor, params, query }) => {
      const seen = await whatIsSeen(backEnd, actor, params.recallId)
      if (seen === undefined) return noSuchRecall()
      const { reader, showsPeople } = seen
      const page = await pageOf(backEnd, seen, params.recallId, query)
      const items = await Promise.all(page.items.map((match) => matchItem({ backEnd }, match, showsPeople)))
      const counts = await countOf(backEnd, reader, params.recallId)
      const body: MatchPage = { counts, items: items.flat() }
      return { status: 200, body: page.next === undefined ? body : { ...body, next: page.next } }
    },
  }),
  defineRoute<Actor>()({
    method: 'GET',
    path: '/v1/recalls/:recallId/matches/:matchId',
    summary: 'One unit of a recall with its verdict',
    action: 'matches.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ recallId: idSchema, matchId: idSchema }),
    reply: { 200: matchItemSchema },
    handle: async ({ actor, params }) => {
      const seen = await whatIsSeen(backEnd, actor, params.recallId)
      if (seen === undefined) return noSuchMatch()
      const match = (await backEnd.matching.matches.get(params.matchId))?.document
      if (match?.recallId !== params.recallId || !mayRead(seen.reader, [match.organisationId]))
        return noSuchMatch()
      const [item] = await matchItem({ backEnd }, match, seen.showsPeople)
      return item === undefined ? noSuchMatch() : { status: 200, body: item }
    },
  }),
]

const noSuchRecall = () => problem(404, 'No such recall')
const noSuchMatch = () => problem(404, 'No such unit in this recall')

type Seen = {
  readonly reader: Reader
  /** What people propose and decided is for the firm that answers for it, and for regulators. */
  readonly showsPeople: boolean
}

async function whatIsSeen(
  backEnd: MatchRouteDeps['backEnd'],
  actor: Actor,
  recallId: string,
): Promise<Seen | undefined> {
  const notice = (await backEnd.notices.get(recallId))?.document
  const reader = notice === undefined ? undefined : matchReader(actor, notice)
  return reader && { reader, showsPeople: reader.kind !== 'organisation' }
}

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

type Query = { readonly after?: string | undefined; readonly override?: 'proposed' | 'decided' | undefined }

/** Few units are decided by people: those asked for alone are picked out of all, until a page is full. */
async function pageOf(
  backEnd: MatchRouteDeps['backEnd'],
  { reader, showsPeople }: Seen,
  recallId: string,
  { after, override }: Query,
): Promise<Page<Match>> {
  const { ofRecall } = backEnd.matching.matches
  if (override === undefined) return ofRecall(reader, recallId, pageSize, after)
  if (!showsPeople) return { items: [] }
  const part = ({ proposed: 'proposal', decided: 'override' } as const)[override]
  const items: Match[] = []
  let next = after
  do {
    const page = await ofRecall(reader, recallId, countedAtOnce, next)
    items.push(...page.items.filter((match) => match[part] !== undefined))
    next = page.next
  } while (next !== undefined && items.length < pageSize)
  return next === undefined ? { items } : { items, next }
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
