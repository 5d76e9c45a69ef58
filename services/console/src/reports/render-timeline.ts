import type { TimelineRow } from '@recallwire/domain/report/timeline.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import type { Visit } from '../frame/visit.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { roleWords } from '../words/words.ts'

/** What happened, in order. An act of a person entered late shows both times; an automatic act is named as such. */
export function renderTimeline(
  rows: readonly TimelineRow[],
  timeZone: string | undefined,
  facilityName?: (facilityId: string) => string,
): Html {
  return renderRecords({
    caption: 'What happened, in order; each line is an entry of the ledger',
    columns: [
      { label: 'When' },
      { label: 'What' },
      ...(facilityName ? [{ label: 'Facility' }] : []),
      { label: 'By' },
      { label: 'Entry', numeric: true },
    ],
    rows: rows.map((row) => [
      html`${renderTime(row.at, timeZone)}${
        row.late &&
        html`<span class="display-block font-body-2xs text-normal">entered later: ${renderTime(row.recordedAt, timeZone)}</span>`
      }`,
      row.what,
      ...(facilityName ? [row.facilityId === undefined ? 'All' : facilityName(row.facilityId)] : []),
      row.actor.automatic ? renderTag('Automatic') : roleWords[row.actor.role],
      html`<span id="entry-${row.seq}">${row.seq}</span>`,
    ]),
    empty: 'The ledger has no entry of this yet.',
  })
}

/** A facility's own timeline below its case; nothing where this reader may not see it. */
export async function renderTimelineOf(
  visit: Visit,
  recallId: string,
  facilityId: string,
  timeZone: string,
): Promise<Html> {
  if (!visit.may('timeline.read')) return html``
  const rows = await visit.api.reports.timeline(recallId, facilityId)
  if (rows.kind === 'problem') return html``
  return html`<h2>Timeline</h2>
${renderTimeline(rows.value, timeZone)}`
}
