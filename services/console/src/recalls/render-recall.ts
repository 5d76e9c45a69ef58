import type { GapCounts } from '@recallwire/domain/gaps/count-standings.ts'
import type { CaseSummary } from '@recallwire/domain/views/case-view.ts'
import type { MatchPage } from '@recallwire/domain/views/device-view.ts'
import type { RecallView } from '@recallwire/domain/views/recall-view.ts'
import type { SourceView } from '@recallwire/domain/views/source-view.ts'
import { renderAlert, renderDefinitionList } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderStandings } from '../gaps/render-standings.ts'
import { renderRecordsOfFda } from '../sources/render-records-of-fda.ts'
import { renderFigures } from '../words/collection.ts'
import { renderRecords } from '../words/table.ts'
import { caseTag, classTag, recallStatusTag, renderDue } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { actionWords, classMeaning, plural, sourceStatusWords } from '../words/words.ts'
import { byUrgency, type EvidenceStep, evidenceSteps, funnelFigures } from './funnel.ts'
import { renderRevisions, renderSources } from './render-lineage.ts'
import { renderProducts } from './render-products.ts'

export type RecallPage = {
  readonly recall: RecallView
  readonly now: string
  /** Absent where the reader may not see other facilities' progress. */
  readonly cases?: readonly CaseSummary[] | undefined
  readonly counts?: MatchPage['counts'] | undefined
  /** Only facilities with (or without) this step. */
  readonly filter?: { readonly step: EvidenceStep; readonly missing: boolean } | undefined
  readonly actions: Html
  /** What the firm imported from FDA about this recall; empty for everyone else. */
  readonly records: readonly SourceView[]
  /** Absent where the reader may not see whether everyone was written to. */
  readonly standings?: GapCounts | undefined
}

/** A recall: what waits, how far it has come, who is silent, then the notice itself. */
export function renderRecall(page: RecallPage): Html {
  const { recall, cases } = page
  return html`<p class="margin-top-0">${classTag(recall.recallClass)} ${recallStatusTag(recall.status)} <strong>${recall.heading}</strong></p>
${renderWaiting(recall)}${cases !== undefined && renderSurfaced(cases)}${page.actions}
${renderWrittenTo(page)}${cases !== undefined && recall.revision > 0 && renderProgress(page, cases)}
<h2>The notice</h2>
${renderFacts(recall)}
<h3>What to do</h3>
<ol class="usa-list">${recall.content.instructions.map((step) => html`<li>${step}</li>\n`)}</ol>
<h3>Products and units covered</h3>
${renderProducts(recall.content)}
<h2>Revisions</h2>
${renderRevisions(recall)}
<h2>Sources</h2>
${renderSources(recall.content)}
${renderRecordsOfFda(page.records)}`
}

function renderWaiting(recall: RecallView): Html | undefined {
  if (recall.closing !== undefined) {
    return renderAlert({
      tone: 'warning',
      heading: 'A request to close waits for a second person',
      body: html`It is to be ${recall.closing.outcome}. Reason given: ${recall.closing.reason}`,
    })
  }
  if (recall.draft === undefined) return undefined
  return renderAlert({
    tone: 'warning',
    heading:
      recall.revision === 0
        ? 'This is a draft: nobody has been told'
        : 'A revision waits for a second person',
    body: html`Drafted ${renderTime(recall.draft.draftedAt)}. Look at <a class="usa-link" href="/recalls/${recall.recallId}/reach">whom it would reach</a> before approving.`,
  })
}

/** The worst news of a recall stands above its progress: a unit that should be gone may be in use. */
function renderSurfaced(cases: readonly CaseSummary[]): Html | undefined {
  const places = cases.filter((on) => on.surfaced > 0)
  if (places.length === 0) return undefined
  const count = places.reduce((sum, on) => sum + on.surfaced, 0)
  return renderAlert({
    tone: 'error',
    heading: `${plural(count, 'unit')} reported returned, destroyed or used, and seen afterwards`,
    body: html`Seen at ${places.map((on, index) => html`${index > 0 && ', '}<a class="usa-link" href="/cases/${on.caseId}">${on.facilityName}</a>`)}. Find out at once whether a recalled unit is in use or a record is wrong.`,
  })
}

function renderWrittenTo({ recall, now, standings }: RecallPage): Html | undefined {
  if (standings === undefined) return undefined
  return html`<h2>Who was written to</h2>
${renderStandings(standings, now, `/recalls/${recall.recallId}/gaps`)}`
}

function renderProgress(page: RecallPage, cases: readonly CaseSummary[]): Html {
  const { recall, counts, filter } = page
  const shown = filter ? cases.filter((on) => on.evidence[filter.step] !== filter.missing) : cases
  return html`<h2>How far it has come</h2>
<p>Facilities, counted by the evidence there is. Each step is a fact of its own: a letter accepted is not a letter read, a reply is
not a unit dealt with.</p>
${renderFigures(funnelFigures(recall.recallId, cases))}
${counts !== undefined && renderCounts(counts)}
<h2 id="facilities">Facilities, silent first</h2>
${filter && renderFilter(recall.recallId, filter, shown.length)}
${renderFacilities(byUrgency(shown, page.now), page)}`
}

function renderCounts(counts: MatchPage['counts']): Html {
  return html`<h3>Units by verdict</h3>
${renderFigures([
  { label: 'affected', value: counts.affected },
  { label: 'possibly affected', value: counts.possible, note: 'something is missing in the record' },
  { label: 'not affected', value: counts.outside, note: 'same product, other unit' },
])}`
}

function renderFilter(
  recallId: string,
  filter: { readonly step: EvidenceStep; readonly missing: boolean },
  count: number,
): Html {
  const named = evidenceSteps.find(({ step }) => step === filter.step)
  const other = filter.missing ? `?step=${filter.step}` : `?step=${filter.step}&missing=yes`
  return html`<p><strong>${plural(count, 'facility', 'facilities')} ${filter.missing ? named?.missing : `with ${named?.label}`}.</strong>
<a class="usa-link" href="/recalls/${recallId}${other}#facilities">Show those ${filter.missing ? `with ${named?.label}` : named?.missing}</a>
or <a class="usa-link" href="/recalls/${recallId}#facilities">all</a>.</p>`
}

function renderFacilities(cases: readonly CaseSummary[], { now }: RecallPage): Html {
  return renderRecords({
    caption: 'Facilities of this recall',
    columns: [
      { label: 'Facility' },
      { label: 'State' },
      { label: 'Reply due' },
      { label: 'Affected', numeric: true },
      { label: 'Possible', numeric: true },
      { label: 'Unanswered', numeric: true },
    ],
    rows: cases.map((on) => [
      html`<a class="usa-link" href="/cases/${on.caseId}">${on.facilityName}</a>`,
      caseTag(on, now),
      renderDue(on.due, now, on.timeZone),
      on.affected,
      on.possible,
      on.unanswered,
    ]),
    empty: 'No facility.',
  })
}

function renderFacts(recall: RecallView): Html {
  const { content } = recall
  const { contact, injuries } = content
  return renderDefinitionList([
    { term: 'Firm', value: recall.firmName },
    { term: 'Reference', value: [recall.reference, ...recall.aliases].join(', ') },
    { term: 'Class', value: html`${classTag(content.recallClass)} ${classMeaning(content.recallClass)}` },
    { term: 'Action', value: actionWords[content.action] },
    { term: 'Standing', value: sourceStatusWords[content.sourceStatus] },
    { term: 'Begun on', value: content.initiatedOn },
    { term: 'Reason', value: content.reason },
    { term: 'Hazard', value: content.hazard },
    {
      term: 'Injuries known',
      value:
        injuries === null
          ? 'Not stated'
          : `${plural(injuries.serious, 'serious injury', 'serious injuries')}, ${plural(injuries.deaths, 'death')}`,
    },
    {
      term: 'Contact',
      value: html`${contact.name}, <a class="usa-link" href="tel:${contact.phone.replace(/[^\d+]/g, '')}">${contact.phone}</a>, <a class="usa-link" href="mailto:${contact.email}">${contact.email}</a>${contact.hours && `, ${contact.hours}`}`,
    },
  ])
}
