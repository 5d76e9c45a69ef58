import type { Actor } from '@recallwire/domain/access/actor.ts'
import { stageWords } from '@recallwire/domain/gaps/stand-facility.ts'
import type { Standing } from '@recallwire/domain/gaps/standing.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import type { GapItem, GapReport } from '@recallwire/domain/views/gap-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import { recallParams } from '../recalls/recall-routes.ts'
import { renderLinkButton } from '../words/collection.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { renderStandings } from './render-standings.ts'

/** One recall, facility by facility: where a letter is still owed, and who was told of it. States, and no devices. */
export const gapRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/gaps',
    summary: 'Who was written to, of whom a person was told, and who is left out.',
    action: 'gaps.read',
    params: recallParams,
    query: z.object({ after: idSchema.optional() }),
    show: async (visit, { params, query }) => {
      const report = await visit.api.gaps.ofRecall(params.recallId, query.after)
      if (report.kind === 'problem') return visit.refusal(report.problem)
      const { title } = report.value
      return visit.page({
        title: `Who was written to: ${title}`,
        body: renderReport(report.value, visit.may('case.read')),
        refreshSeconds: 30,
      })
    },
  }),
]

function renderReport(report: GapReport, mayOpen: boolean): Html {
  const { recallId, reference, counts, items, at, next } = report
  const rows = items.toSorted((a, b) => rank(a) - rank(b) || a.facilityName.localeCompare(b.facilityName))
  return html`<p><a class="usa-link" href="/recalls/${recallId}">${reference}</a>, as the stores had it ${renderTime(at)}.</p>
${renderStandings(counts, at)}
<h2>Not settled by a letter</h2>
${renderRecords({
  caption: 'Facilities that are owed a letter, those left out first',
  columns: [
    { label: 'Facility' },
    { label: 'State' },
    { label: 'Since' },
    { label: 'Because' },
    { label: 'Unit' },
  ],
  rows: rows.map((item) => [
    mayOpen && item.caseId !== undefined
      ? html`<a class="usa-link" href="/cases/${item.caseId}">${item.facilityName}</a>`
      : item.facilityName,
    ...cellsOf(item.standing),
    item.custodyId === undefined
      ? 'none: addressed'
      : html`<code class="font-mono-3xs">${item.custodyId}</code>`,
  ]),
  empty: 'Nobody: every letter was accepted, or is owed no more.',
})}
${next !== undefined && renderLinkButton('More facilities', `/recalls/${recallId}/gaps?after=${next}`, 'outline')}`
}

const order = ['gap', 'told', 'on-its-way', 'waived', 'notified'] as const
const rank = ({ standing }: GapItem): number => order.indexOf(standing.kind)

function cellsOf(standing: Standing): readonly [Html, Html | string, Html | string] {
  switch (standing.kind) {
    case 'gap':
      return [renderTag('Left out', 'urgent'), renderTime(standing.since), stageWords[standing.stage]]
    case 'told': {
      const { at, because, overdue } = standing
      return [
        renderTag('A person was told', 'attention'),
        renderTime(overdue?.since ?? at),
        html`${because}, told ${renderTime(at)}`,
      ]
    }
    case 'on-its-way': {
      const { since, stage, until } = standing
      const held = until !== undefined && html`, held until ${renderTime(until)}`
      return [renderTag('On the way'), renderTime(since), html`${stageWords[stage]}${held}`]
    }
    case 'waived':
      return [renderTag('Waived'), '', standing.because]
    case 'notified':
      return [renderTag('Accepted', 'good'), renderTime(standing.at), '']
    default:
      return standing satisfies never
  }
}
