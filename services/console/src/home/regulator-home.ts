import type { CaseSummary } from '@recallwire/domain/views/case-view.ts'
import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import { html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { concerned, countStep, type EvidenceStep } from '../recalls/funnel.ts'
import { classRank } from '../recalls/render-recall-list.ts'
import { renderRecords } from '../words/table.ts'
import { classTag, isOverdue } from '../words/tags.ts'
import { span } from '../words/times.ts'
import type { Home } from './home-routes.ts'

/** A regulator: open recalls by class and age, the evidence steps apart, and what is overdue. */
export async function renderRegulatorHome(visit: Visit): Promise<Home> {
  const [recalls, cases] = await Promise.all([visit.api.recalls.list(), visit.api.cases.list()])
  if (recalls.kind === 'problem') return recalls
  if (cases.kind === 'problem') return cases
  const open = recalls.value
    .filter((recall) => recall.status === 'published')
    .toSorted(
      (a, b) => classRank(a) - classRank(b) || (a.publishedAt ?? '').localeCompare(b.publishedAt ?? ''),
    )
  const body = html`<p>Percentages count facilities. A reply received, units assessed and units acted on are different facts.</p>
${renderRecords({
  caption: 'Open recalls, the worst class and the oldest first',
  columns: [
    { label: 'Recall' },
    { label: 'Class' },
    { label: 'Open for' },
    { label: 'Facilities', numeric: true },
    { label: 'Received', numeric: true },
    { label: 'Assessed', numeric: true },
    { label: 'Acted', numeric: true },
    { label: 'Overdue', numeric: true },
  ],
  rows: open.map((recall) => rowOf(recall, cases.value, visit.now)),
  empty: 'No recall is open.',
})}
<p><a class="usa-link" href="/recalls">All recalls, closed ones too</a></p>`
  return { kind: 'home', body }
}

function rowOf(recall: RecallSummary, cases: readonly CaseSummary[], now: string) {
  const own = concerned(cases.filter((on) => on.recallId === recall.recallId))
  const overdue = own.filter((on) => isOverdue(on, now)).length
  const link = (step: EvidenceStep) =>
    html`<a class="usa-link" href="/recalls/${recall.recallId}?step=${step}&amp;missing=yes#facilities">${percent(countStep(own, step), own.length)}</a>`
  return [
    html`<a class="usa-link" href="/recalls/${recall.recallId}">${recall.title}</a><span class="display-block font-body-2xs text-normal text-base-dark">${recall.firmName}, ${recall.reference}</span>`,
    classTag(recall.recallClass),
    recall.publishedAt === undefined ? '' : span(Date.parse(now) - Date.parse(recall.publishedAt)),
    own.length,
    link('received'),
    link('assessed'),
    link('acted'),
    overdue > 0 ? html`<strong>${overdue}</strong>` : 0,
  ]
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? 'none' : `${Math.floor((100 * part) / whole)} %`
