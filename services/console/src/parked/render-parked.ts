import type { BulkView, ParkedItem, ParkedPage } from '@recallwire/domain/views/parked-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { renderButtonForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderLinkButton } from '../words/collection.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { plural } from '../words/words.ts'

export type ParkedContent = {
  readonly waiting: ParkedPage
  readonly bulks: readonly BulkView[]
  readonly redriven: readonly ParkedItem[]
}

/** Records that wait, what is proposed for several of them, and what was handed on. Their content is shown to nobody. */
export async function renderParked(visit: Visit, content: ParkedContent): Promise<Html> {
  const { waiting, bulks, redriven } = content
  const { items, next } = waiting
  return html`<p class="measure-5">A record that failed five times is kept here with its reason, and the others go on without it. Mend what the
reason names, then hand the record on: it is handled again, once, behind whatever came since. None is dropped.</p>
${await renderBulks(visit, bulks)}
<h2>${waiting.waiting.count === 0 ? 'None waits' : `${plural(waiting.waiting.count, 'record')} ${waiting.waiting.count === 1 ? 'waits' : 'wait'}`}</h2>
${renderRecords({
  caption: 'Records that could not be handled, the longest parked first',
  columns: [
    { label: 'Parked' },
    { label: 'Record' },
    { label: 'Failed in' },
    { label: 'Reason' },
    { label: 'What to do' },
  ],
  rows: items.map((item) => [
    renderTime(item.parkedAt),
    renderRecord(item),
    item.group,
    item.reason,
    renderButtonForm({
      action: `/parked/${item.parkedId}`,
      label: 'Hand on',
      hidden: visit.hidden(),
      tone: 'outline',
    }),
  ]),
  empty: 'None: every record was handled.',
})}
${next !== undefined && renderLinkButton('More records', `/parked?after=${encodeURIComponent(next)}`, 'outline')}
${items.length > 1 && renderProposal(visit, items)}
<h2>Handed on</h2>
${renderRecords({
  caption: 'Records that were handed on again',
  columns: [{ label: 'When' }, { label: 'Record' }, { label: 'Failed in' }, { label: 'By' }],
  rows: await Promise.all(
    redriven.map(async (item) => [
      item.settled === undefined ? '' : renderTime(item.settled.at),
      renderRecord(item),
      item.group,
      item.settled === undefined ? '' : await visit.nameOf(item.settled.by),
    ]),
  ),
  empty: 'None yet.',
})}`
}

const renderRecord = ({ parkedId, event, bytes, redrivenFrom }: ParkedItem): Html =>
  html`<code class="font-mono-2xs">${parkedId}</code>
<span class="display-block font-body-2xs">${event?.type ?? html`${renderTag('No event of ours', 'attention')} ${plural(bytes, 'byte')}`}</span>${
    redrivenFrom !== undefined &&
    html`<span class="display-block font-body-2xs">failed again; it was <code class="font-mono-3xs">${redrivenFrom}</code></span>`
  }`

/** All of this page: what is parked after it was looked at is not among them. */
const renderProposal = (
  visit: Visit,
  items: readonly ParkedItem[],
): Html => html`<h3>All of these at once</h3>
<p>It takes two people: you propose it, a second person confirms.</p>
<form class="recallwire-button-form" method="post" action="/parked/redrives">
${Object.entries(visit.hidden()).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${items.map(
  ({ parkedId }) => html`<input type="hidden" name="parkedId" value="${parkedId}">\n`,
)}<button type="submit" class="usa-button usa-button--outline">Propose to hand on these ${items.length}</button>
</form>`

async function renderBulks(visit: Visit, bulks: readonly BulkView[]): Promise<Html | undefined> {
  if (bulks.length === 0) return undefined
  const shown = await Promise.all(bulks.map((bulk) => renderBulk(visit, bulk)))
  return html`<h2>Proposed for several at once</h2>
${shown}`
}

async function renderBulk(
  visit: Visit,
  { bulkId, parkedIds, status, proposedBy, proposedAt }: BulkView,
): Promise<Html> {
  const isOwn = proposedBy.by === visit.actor.by
  const button = (act: 'confirm' | 'decline', label: string, tone?: 'outline') =>
    renderButtonForm({
      action: `/parked/redrives/${bulkId}`,
      label,
      hidden: { ...visit.hidden(), act },
      tone,
    })
  return html`<div class="margin-bottom-2 padding-2 border-1px border-base-light">
<p class="margin-top-0"><strong>${plural(parkedIds.length, 'record')}</strong>, proposed ${renderTime(proposedAt)} by ${await visit.nameOf(proposedBy.by)}.
${status === 'confirmed' && 'Confirmed: they are being handed on.'}</p>
<details><summary>Which</summary><p class="font-mono-2xs">${parkedIds.join(', ')}</p></details>
${status === 'proposed' && !isOwn && button('confirm', 'Confirm as a second person')}${
  status === 'proposed' && button('decline', isOwn ? 'Take it back' : 'Decline', 'outline')
}</div>
`
}
