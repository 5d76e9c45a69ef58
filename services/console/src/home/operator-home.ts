import { gapsIn } from '@recallwire/domain/gaps/count-standings.ts'
import type { GapSummary, RecallGaps } from '@recallwire/domain/views/gap-view.ts'
import type { ParkedPage } from '@recallwire/domain/views/parked-view.ts'
import { renderAlert, renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderGapAlert } from '../gaps/render-standings.ts'
import { renderCollection, renderLinkButton } from '../words/collection.ts'
import { renderRecords } from '../words/table.ts'
import { classTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'
import { letterKindWords, plural } from '../words/words.ts'
import type { Home } from './home-routes.ts'

/** An operator runs the system without seeing anyone's devices: stuck letters, open calls, who may come in. */
export async function renderOperatorHome(visit: Visit): Promise<Home> {
  const [gaps, parked, stuck, tasks, organisations] = await Promise.all([
    visit.api.gaps.summary(),
    visit.api.parked.list('waiting'),
    visit.api.cases.stuckLetters(),
    visit.api.cases.tasks(),
    visit.api.directory.organisations(),
  ])
  if (gaps.kind === 'problem') return gaps
  if (parked.kind === 'problem') return parked
  if (stuck.kind === 'problem') return stuck
  if (tasks.kind === 'problem') return tasks
  if (organisations.kind === 'problem') return organisations
  const items = stuck.value.map((letter) => ({
    title: `${letterKindWords[letter.kind]} to ${letter.facilityName}`,
    href: `/letters/stuck#letter-${letter.letterId}`,
    tags: [renderTag('Stuck', 'urgent')],
    lines: [html`${letter.because}. Queued ${renderTime(letter.queuedAt)}`],
  }))
  const open = tasks.value.filter((task) => task.doneAt === undefined).length
  const tenants = organisations.value.filter((one) => one.kind !== 'operator').length
  const body = html`${renderParkedAlert(parked.value)}${renderRecalls(gaps.value, visit.now)}
<h2>Letters that are stuck</h2>
${renderCollection(items, 'None: every letter was taken by the mail service or is on its way.')}
<h2>Phone calls</h2>
<p>${plural(open, 'call')} ${open === 1 ? 'waits' : 'wait'} for the recalling firms.</p>
<h2>Organisations</h2>
<p>${tenants === 0 ? 'None yet. Create the first one: its first person gets a sign-in link.' : plural(tenants, 'organisation')}</p>
<p>${renderLinkButton('Organisations', '/organisations', tenants === 0 ? undefined : 'outline')}</p>`
  return { kind: 'home', body }
}

/** States without devices: whether everyone who is owed a letter has one, recall by recall. */
function renderRecalls({ recalls, at }: GapSummary, now: string): Html {
  const rows = recalls.toSorted(
    (a, b) => gapsIn(b.counts) - gapsIn(a.counts) || b.counts.custodies.told - a.counts.custodies.told,
  )
  return html`<h2>Who was written to</h2>
${rows.map((recall) => renderGapAlert(recall.counts, now, `/recalls/${recall.recallId}/gaps`))}
${renderRecords({
  caption: 'Open recalls, counted in units that are owed a letter; those left out first',
  columns: [
    { label: 'Recall' },
    { label: 'Class' },
    { label: 'Owed', numeric: true },
    { label: 'Accepted', numeric: true },
    { label: 'Told', numeric: true },
    { label: 'Waived', numeric: true },
    { label: 'On the way', numeric: true },
    { label: 'Left out', numeric: true },
  ],
  rows: rows.map(rowOf),
  empty: 'No recall is open.',
})}
<p class="text-base-dark">As the stores had it ${renderTime(at)}.</p>`
}

function rowOf({ recallId, title, reference, recallClass, counts }: RecallGaps) {
  const { owed, notified, told, waived, onItsWay } = counts.custodies
  const gaps = gapsIn(counts)
  return [
    html`<a class="usa-link" href="/recalls/${recallId}/gaps">${title}</a><span class="display-block font-body-2xs text-normal text-base-dark">${reference}</span>`,
    classTag(recallClass),
    owed,
    notified,
    told,
    waived,
    onItsWay,
    gaps > 0 ? html`<strong>${gaps}</strong>` : 0,
  ]
}

/** A record that is parked may be a recall: it stands above all. */
function renderParkedAlert({ waiting, items }: ParkedPage): Html | undefined {
  if (waiting.count === 0) return undefined
  const reasons = [...new Set(items.map(({ reason }) => reason))].slice(0, 3)
  return renderAlert({
    tone: 'error',
    heading: `${plural(waiting.count, 'record')} could not be handled`,
    body: html`${reasons.join('; ')}. <a class="usa-link" href="/parked">Look at them and hand them on</a>.`,
  })
}
