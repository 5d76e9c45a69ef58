import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { renderTextField } from '@recallwire/html/form-components.ts'
import { renderForm } from '@recallwire/html/forms.ts'
import { html } from '@recallwire/html/html.ts'
import type { Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { type PageDeps, pageRoute } from '../frame/page-route.ts'
import type { Visit } from '../frame/visit.ts'
import { recallParams } from '../recalls/recall-routes.ts'
import { renderLinkButton } from '../words/collection.ts'
import { renderTime } from '../words/times.ts'
import { asOfOf, asOfQuery } from './as-of.ts'
import { renderReport } from './render-report.ts'
import { renderTimeline } from './render-timeline.ts'

/** What the ledger says of a recall, for the firm and for regulators. */
export const reportRoutes = (deps: PageDeps): readonly Route<Actor>[] => [
  pageRoute(deps, {
    path: '/recalls/:recallId/report',
    summary: 'The status report of a recall.',
    action: 'report.read',
    params: recallParams,
    query: asOfQuery,
    show: async (visit, { params, query }) => {
      const { recallId } = params
      const asOf = asOfOf(query.asOf, visit.now)
      const [report, names] = await Promise.all([
        visit.api.reports.statusReport(recallId, asOf),
        facilityNames(visit, recallId),
      ])
      if (report.kind === 'problem') return visit.refusal(report.problem)
      const { notice } = report.value
      const suffix = query.asOf === undefined || query.asOf === '' ? '' : `?asOf=${query.asOf}`
      return visit.page({
        title: `Status report: ${notice?.reference ?? 'recall'}`,
        body: html`<p class="font-sans-md line-height-sans-4 measure-6">As of ${renderTime(report.value.asOf)}. The six figures of 21 CFR 7.53(b), each with the ledger entries it rests on.</p>
${renderForm({
  action: `/recalls/${recallId}/report`,
  method: 'get',
  submit: 'Show that date',
  tone: 'outline',
  body: renderTextField({
    name: 'asOf',
    label: 'As it stood at the end of (UTC)',
    type: 'date',
    value: query.asOf,
  }),
})}
<p class="margin-y-2">${renderLinkButton('Download as JSON', `/recalls/${recallId}/report.json${suffix}`, 'outline')}
${visit.may('bundle.read') && renderLinkButton('Download the evidence bundle', `/recalls/${recallId}/bundle`, 'outline')}
<a class="usa-link" href="/recalls/${recallId}">Back to the recall</a></p>
${renderReport(report.value, names)}`,
      })
    },
  }),
  pageRoute(deps, {
    path: '/recalls/:recallId/timeline',
    summary: 'What happened in a recall, in order.',
    action: 'timeline.read',
    params: recallParams,
    query: z.object({ facilityId: z.union([idSchema, z.literal('')]).optional() }),
    show: async (visit, { params, query }) => {
      const facilityId = query.facilityId || undefined
      const [rows, cases] = await Promise.all([
        visit.api.reports.timeline(params.recallId, facilityId),
        visit.api.cases.ofRecall(params.recallId),
      ])
      if (rows.kind === 'problem') return visit.refusal(rows.problem)
      const known = new Map(
        cases.kind === 'ok' ? cases.value.map((on) => [on.facilityId, on.facilityName] as const) : [],
      )
      return visit.page({
        title: 'Timeline',
        body: html`<p><a class="usa-link" href="/recalls/${params.recallId}">Back to the recall</a></p>
${renderFacilityFilter(params.recallId, known, facilityId)}
${renderTimeline(rows.value, undefined, (id) => known.get(id) ?? 'another facility')}`,
      })
    },
  }),
]

function renderFacilityFilter(
  recallId: string,
  known: ReadonlyMap<string, string>,
  chosen: string | undefined,
) {
  if (known.size < 2) return undefined
  const links = [['', 'All facilities'] as const, ...known].map(([id, name]) =>
    id === (chosen ?? '')
      ? html`<li class="display-inline-block margin-right-2"><strong>${name}</strong></li>\n`
      : html`<li class="display-inline-block margin-right-2"><a class="usa-link" href="/recalls/${recallId}/timeline?facilityId=${id}">${name}</a></li>\n`,
  )
  return html`<ul class="add-list-reset margin-bottom-2" aria-label="Only one facility">${links}</ul>`
}

/** The ledger names facilities by id; people know them by name. */
async function facilityNames(visit: Visit, recallId: string): Promise<(facilityId: string) => string> {
  const cases = await visit.api.cases.ofRecall(recallId)
  const known = new Map(cases.kind === 'ok' ? cases.value.map((on) => [on.facilityId, on.facilityName]) : [])
  return (facilityId) => known.get(facilityId) ?? facilityId
}
