import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { RecallView } from '@recallwire/domain/views/recall-view.ts'
import type { SourceView } from '@recallwire/domain/views/source-view.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { renderLinkButton } from '../words/collection.ts'
import { isStep } from './funnel.ts'
import { renderRecall } from './render-recall.ts'
import { renderRecallList } from './render-recall-list.ts'

export const recallParams = z.strictObject({ recallId: idSchema })

const recallQuery = z.object({
  step: z.string().optional(),
  missing: z.literal('yes').optional(),
  notice: z.string().optional(),
})

/** The recalls a person may know of, and one recall with its progress. */
export const recallRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls',
    summary: 'Recalls you may see.',
    action: 'recall.read',
    show: async (visit) => {
      const recalls = await visit.api.recalls.list()
      if (recalls.kind === 'problem') return visit.refusal(recalls.problem)
      return visit.page({ title: 'Recalls', body: renderRecallList(recalls.value), refreshSeconds: 60 })
    },
  }),
  pageRoute(deps, {
    path: '/recalls/:recallId',
    summary: 'One recall.',
    action: 'recall.read',
    params: recallParams,
    query: recallQuery,
    show: async (visit, { params, query }) => {
      const recall = await visit.api.recalls.get(params.recallId)
      if (recall.kind === 'problem') return visit.refusal(recall.problem)
      const published = recall.value.revision > 0
      const [cases, matches, records, gaps] = await Promise.all([
        published ? visit.api.cases.ofRecall(params.recallId) : undefined,
        published ? visit.api.recalls.matches(params.recallId) : undefined,
        recordsOf(visit, recall.value),
        published && visit.may('gaps.read') ? visit.api.gaps.ofRecall(params.recallId) : undefined,
      ])
      return visit.page({
        title: recall.value.title,
        notice: query.notice,
        refreshSeconds: 30,
        body: renderRecall({
          recall: recall.value,
          now: visit.now,
          cases: cases?.kind === 'ok' ? cases.value : undefined,
          counts: matches?.kind === 'ok' ? matches.value.counts : undefined,
          filter: isStep(query.step) ? { step: query.step, missing: query.missing === 'yes' } : undefined,
          actions: renderActions(visit, recall.value),
          records,
          standings: gaps?.kind === 'ok' ? gaps.value.counts : undefined,
        }),
      })
    },
  }),
]

/** What FDA's records say beside the notice: shown to its own firm. */
async function recordsOf(visit: Visit, recall: RecallView): Promise<readonly SourceView[]> {
  if (!visit.may('sources.read') || recall.firmOrganisationId !== visit.actor.organisationId) return []
  const listed = await visit.api.sources.list(recall.recallId)
  if (listed.kind === 'problem') return []
  const shown = await Promise.all(
    listed.value.slice(0, 10).map(({ sourceId }) => visit.api.sources.get(sourceId)),
  )
  return shown.flatMap((one) => (one.kind === 'ok' ? [one.value] : []))
}

/** What this person's role leads to from here, the next thing to do first. */
function renderActions(visit: Visit, recall: RecallView): Html {
  const at = (page: string) => `/recalls/${recall.recallId}/${page}`
  const open = recall.status === 'draft' || recall.status === 'published'
  const waiting = recall.draft !== undefined || recall.closing !== undefined
  const published = recall.revision > 0
  const buttons = [
    open && waiting && visit.may('reach.read') && renderLinkButton('See the reach and approve', at('reach')),
    open &&
      published &&
      visit.may('notice.revise') &&
      renderLinkButton('Revise or close', at('revise'), 'outline'),
    published &&
      open &&
      visit.may('recall.forward') &&
      renderLinkButton('Forward to my accounts', at('forward')),
    published && visit.may('verdict.propose') && renderLinkButton('Units', at('units'), 'outline'),
    published && visit.may('gaps.read') && renderLinkButton('Who was written to', at('gaps'), 'outline'),
    visit.may('ladders.read') && renderLinkButton('When nobody answers', at('ladders'), 'outline'),
    published && visit.may('report.read') && renderLinkButton('Status report', at('report'), 'outline'),
    published && visit.may('timeline.read') && renderLinkButton('Timeline', at('timeline'), 'outline'),
    published && visit.may('bundle.read') && renderLinkButton('Evidence bundle', at('bundle'), 'outline'),
  ]
  return html`<p class="margin-y-2">${buttons}</p>`
}
