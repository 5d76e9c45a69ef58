import type { MatchItem, MatchPage } from '@recallwire/domain/views/device-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { productName, unitName } from '../cases/unit-words.ts'
import { renderRecords } from '../words/table.ts'
import { verdictTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { whySentence } from '../words/why.ts'

export type UnitsPage = {
  readonly recallId: string
  readonly page: MatchPage
  /** Only what waits for a second person, or what people decided. */
  readonly shown: 'proposed' | 'decided' | undefined
  readonly facilityName: (facilityId: string) => string
}

/** Every unit of a recall with its verdict; what waits for a second person with both verdicts side by side. */
export function renderRecallUnits({ recallId, page, shown, facilityName }: UnitsPage): Html {
  const at = (query: string) => `/recalls/${recallId}/units${query}`
  const waits = shown === 'proposed'
  const next = new URLSearchParams({ ...(shown && { shown }), ...(page.next && { after: page.next }) })
  return html`<p><a class="usa-link" href="/recalls/${recallId}">Back to the recall</a></p>
<p>The notice's rules give every unit its verdict. Two people of your firm may decide otherwise for one unit: one proposes with a
reason, another confirms. The decision lapses by itself when the unit's facts or the notice's scope for it change.</p>
<p><a class="usa-link" href="${at('')}">All units</a>, <a class="usa-link" href="${at('?shown=proposed')}">those that wait for a second person</a>,
<a class="usa-link" href="${at('?shown=decided')}">those that people decided</a></p>
${renderRecords({
  caption: captions[shown ?? 'all'],
  columns: [
    { label: 'Unit' },
    { label: 'Facility' },
    { label: 'Verdict now' },
    { label: waits ? 'Verdict proposed' : 'Why' },
    { label: waits ? 'Reason' : 'People' },
  ],
  rows: page.items.map((item) => [
    html`<a class="usa-link" href="${at(`/${item.matchId}`)}">${unitName(item.facts)}</a><span class="display-block font-body-2xs text-base-dark text-normal">${productName(item.facts, item.verdict.productId)}</span>`,
    facilityName(item.facilityId),
    verdictTag(item.verdict.value),
    waits && item.proposal !== undefined ? verdictTag(item.proposal.value) : whySentence(item.verdict),
    waits ? renderReason(item) : renderPeople(item),
  ]),
  empty: waits ? 'Nothing waits for a second person.' : 'No unit.',
})}
${page.next !== undefined && html`<p><a class="usa-link" href="${at(`?${next}`)}">Further units</a></p>`}`
}

const captions = {
  all: 'Units of the recall',
  proposed: 'Units that wait for a second person',
  decided: 'Units whose verdict people decided',
}

const renderReason = ({ proposal }: MatchItem): Html =>
  html`${proposal?.reason} <span class="display-block font-body-2xs text-base-dark">Proposed ${proposal !== undefined && renderTime(proposal.proposedAt)}</span>${proposal !== undefined && proposal.changed.length > 0 && renderTag('Out of date', 'attention')}`

const renderPeople = ({ override, proposal }: MatchItem): Html =>
  html`${override !== undefined && renderTag('Decided by people', 'neutral')}${proposal !== undefined && renderTag('Waits for a second person', 'attention')}`
