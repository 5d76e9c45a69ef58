import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import { isPublished, type Notice } from '@recallwire/domain/notice/notice.ts'
import { recallSummarySchema, recallViewSchema } from '@recallwire/domain/views/recall-view.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { absent } from '../answers.ts'
import { isFirm } from '../directory/visible-facilities.ts'
import type { IngestionDeps } from '../ingestion-deps.ts'
import { isShownTo, renderRecall, renderSummary } from '../notices/notice-view.ts'

const route = defineRoute<Actor>()

export const recallRoutes = (deps: IngestionDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/recalls',
    summary: 'List the recalls you may read: the published ones, and for a firm its own drafts',
    action: 'recall.read',
    credential: 'key',
    answers: 'json',
    reply: { 200: z.array(recallSummarySchema) },
    handle: async ({ actor }) => {
      const { directory } = deps.backEnd
      const stored = await visibleNotices(deps, actor)
      const names = new Map(
        (await directory.organisations.list()).map((one) => [one.organisationId, one.name]),
      )
      const nameOf = (firmId: string) => names.get(firmId) ?? firmId
      return {
        status: 200,
        body: stored.map((notice) => renderSummary(notice, nameOf(notice.firmOrganisationId))),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/recalls/:recallId',
    summary: 'Read a recall: what it says now and its revisions',
    action: 'recall.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ recallId: z.string().max(80) }),
    reply: { 200: recallViewSchema },
    handle: async ({ actor, params }) => {
      const notice = (await deps.backEnd.notices.get(params.recallId))?.document
      if (notice === undefined || !isShownTo(notice, actor)) return absent('recall')
      const resource = { owners: [notice.firmOrganisationId], published: isPublished(notice) }
      if (!mayAct(actor, 'recall.read', resource)) return absent('recall')
      const firm = (await deps.backEnd.directory.organisations.get(notice.firmOrganisationId))?.document
      return { status: 200, body: renderRecall(notice, firm?.name ?? notice.firmOrganisationId, actor) }
    },
  }),
]

/** What is published and, for a firm, its own drafts as well; by recallId. */
async function visibleNotices(deps: IngestionDeps, actor: Actor): Promise<readonly Notice[]> {
  const { notices } = deps.backEnd
  const published = await notices.list({ published: true })
  const own = isFirm(actor) ? await notices.list({ firmOrganisationId: actor.organisationId }) : []
  const byId = new Map([...published, ...own].map(({ document }) => [document.recallId, document]))
  return [...byId.values()].sort((a, b) => (a.recallId < b.recallId ? -1 : 1))
}
