import type { Figure, StatusReport } from '@recallwire/domain/report/status-report-schema.ts'
import { renderStepChart } from '@recallwire/html/chart.ts'
import { renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, type HtmlContent, html } from '@recallwire/html/html.ts'
import { renderFigures } from '../words/collection.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { plural } from '../words/words.ts'
import { renderUnitsLedger } from './render-units-ledger.ts'

export type ReportNames = (facilityId: string) => string

/** The six figures of 21 CFR 7.53(b), each with the ledger entries it rests on. */
export function renderReport(report: StatusReport, names: ReportNames): Html {
  const { notified, responding, notResponding, units, funnel } = report
  const entries = (list: readonly number[]) => renderEntries(report.recallId, list)
  return html`<h2>1. Consignees notified</h2>
${renderFigures([{ label: 'facilities notified', value: notified.count, note: `of ${notified.of}` }])}
${entries(notified.entries)}
${renderMethods(report, entries)}
${renderNames('Not notified yet', notified.notYet, names)}
<h2>2. Consignees responding, and what they had on hand</h2>
${renderFigures([
  { label: 'facilities responding', value: responding.count },
  { label: 'affected units on hand when the notice came', value: responding.onHand.affected },
  { label: 'possibly affected units on hand', value: responding.onHand.possible },
  { label: 'units their first reply did not speak of', value: responding.notStated },
])}
${entries(responding.entries)}
<h2>3. Consignees that did not respond</h2>
${renderFigures([
  { label: 'facilities notified, and silent', value: notResponding.count },
  {
    label: 'replies still owed',
    value: notResponding.dutiesOpen.length,
    note: `${notResponding.dutiesOpen.filter((duty) => duty.overdue).length} overdue`,
  },
])}
${entries(notResponding.entries)}
${renderNames('Silent', notResponding.facilityIds, names)}
${renderDuties(report, names)}
<h2>4. Units returned, corrected and accounted for</h2>
${renderFigures([
  { label: 'units in scope', value: units.quantity },
  { label: 'accounted for', value: units.accountedFor },
  { label: 'still open', value: units.open },
])}
${entries(units.entries)}
${renderUnitsLedger(report, names, entries)}
<h2>5. Effectiveness checks</h2>
${renderEffectiveness(report)}
<h2>6. Estimated time to completion</h2>
${renderCompletion(report)}
${entries(report.completion.entries)}
<h2>How far it has come</h2>
<p>Each step is counted by its own evidence, and none is merged with another.</p>
${renderFunnel(funnel, entries)}
${renderChart(report)}`
}

/** A number leads to the facts behind it. */
function renderEntries(recallId: string, entries: readonly number[]): Html {
  if (entries.length === 0)
    return html`<span class="font-body-2xs text-base-dark">No ledger entry supports this yet.</span>`
  const links = entries.map(
    (seq, index) =>
      html`${index > 0 && ', '}<a class="usa-link" href="/recalls/${recallId}/timeline#entry-${seq}">${seq}</a>`,
  )
  return html`<details class="font-body-2xs"><summary>${plural(entries.length, 'ledger entry', 'ledger entries')}</summary>${links}</details>`
}

type RenderEntries = (entries: readonly number[]) => Html

function renderMethods({ notified }: StatusReport, entries: RenderEntries): Html {
  return renderRecords({
    caption: 'Date and method of notification',
    columns: [
      { label: 'Method' },
      { label: 'Facilities', numeric: true },
      { label: 'Letters or calls', numeric: true },
      { label: 'First' },
      { label: 'Last' },
      { label: 'Entries' },
    ],
    rows: notified.byMethod.map((row) => [
      row.method === 'mail' ? 'Mail, accepted by the mail service' : 'Phone, recorded by the firm',
      row.facilities,
      row.acts,
      renderTime(row.firstAt),
      renderTime(row.lastAt),
      entries(row.entries),
    ]),
    empty: 'Nobody has been notified.',
  })
}

function renderNames(label: string, facilityIds: readonly string[], names: ReportNames): Html | undefined {
  if (facilityIds.length === 0) return undefined
  return html`<p><strong>${label}:</strong> ${facilityIds.map(names).toSorted().join(', ')}</p>`
}

const dutyWords = {
  firm: 'the firm',
  distributor: 'a distributor',
  'outside-letter': 'another sender',
} as const

function renderDuties({ notResponding }: StatusReport, names: ReportNames): Html {
  return renderRecords({
    caption: 'Replies still owed',
    columns: [{ label: 'Facility' }, { label: 'Owed to' }, { label: 'Since' }, { label: 'Due' }],
    rows: notResponding.dutiesOpen
      .toSorted((a, b) => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'))
      .map((duty) => [
        names(duty.facilityId),
        dutyWords[duty.kind],
        renderTime(duty.owedSince),
        duty.dueAt === undefined
          ? 'Not set yet'
          : html`${renderTime(duty.dueAt)}${duty.overdue && html` <strong>overdue</strong>`}<span class="display-block font-body-2xs">Rule: ${duty.rule}</span>`,
      ]),
    empty: 'None.',
  })
}

function renderEffectiveness({ effectiveness }: StatusReport): Html {
  const { sample, level } = effectiveness
  return renderDefinitionList([
    { term: 'Level', value: level ?? 'Not set' },
    {
      term: 'Facilities to check',
      value: sample.kind === 'size' ? `${sample.size} of ${sample.of}` : sample.reason,
    },
    { term: 'Results', value: 'Not recorded in this system' },
  ])
}

function renderCompletion({ completion }: StatusReport): HtmlContent {
  switch (completion.kind) {
    case 'complete':
      return html`<p>Complete since ${renderTime(completion.at)}.</p>`
    case 'estimated':
      return html`<p><strong>${renderTime(completion.at)}</strong>. ${completion.method}</p>`
    case 'cannot-be-estimated':
      return html`<p>It cannot be estimated: ${completion.reason}</p>`
    default:
      return completion satisfies never
  }
}

const steps: readonly { readonly step: keyof StatusReport['funnel']; readonly label: string }[] = [
  { step: 'addressedOrMatched', label: 'Addressed by name, or holding a unit in scope' },
  { step: 'letterAccepted', label: 'Letter accepted by the mail service' },
  { step: 'received', label: 'Reply received' },
  { step: 'assessed', label: 'Every unit answered for' },
  { step: 'acted', label: 'Every unit dealt with' },
  { step: 'discharged', label: 'Every sender answered' },
]

function renderFunnel(funnel: StatusReport['funnel'], entries: RenderEntries): Html {
  return renderRecords({
    caption: 'Facilities by evidence',
    columns: [{ label: 'Step' }, { label: 'Facilities', numeric: true }, { label: 'Entries' }],
    rows: steps.map(({ step, label }) => {
      const figure: Figure = funnel[step]
      return [label, figure.count, entries(figure.entries)]
    }),
  })
}

const dayMs = 86_400_000

function renderChart({ series, asOf }: StatusReport): Html | undefined {
  const [first] = series
  if (first === undefined) return undefined
  const of = (name: 'notified' | 'responded' | 'complete') =>
    series.map((row) => ({ at: new Date(`${row.date}T00:00:00.000Z`), value: row[name] }))
  return html`<h3>Over time</h3>
${renderStepChart({
  id: 'replies',
  title: 'Facilities notified, responding and complete',
  description: 'Three counts by date. The table above has the numbers.',
  series: [
    { name: 'Notified', points: of('notified') },
    { name: 'Responded', points: of('responded') },
    { name: 'Complete', points: of('complete') },
  ],
  // A day before the first change, so that it shows as one.
  from: new Date(Date.parse(`${first.date}T00:00:00.000Z`) - dayMs),
  until: new Date(asOf),
})}`
}
