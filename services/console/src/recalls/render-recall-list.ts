import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { classTag, recallStatusTag } from '../words/tags.ts'
import { renderTime } from '../words/times.ts'

/** All recalls the reader may know of: open ones first, by class and date. */
export function renderRecallList(recalls: readonly RecallSummary[]): Html {
  return renderRecords({
    caption: 'Recalls, open ones first',
    columns: [
      { label: 'Recall' },
      { label: 'Class' },
      { label: 'State' },
      { label: 'Revision', numeric: true },
      { label: 'Firm' },
      { label: 'Published' },
    ],
    rows: recallsInOrder(recalls).map((recall) => [
      html`<a class="usa-link" href="/recalls/${recall.recallId}">${recall.title}</a>
<span class="display-block font-body-2xs text-base-dark text-normal">${recall.reference}${recall.aliases.map((alias) => `, ${alias}`)}</span>`,
      classTag(recall.recallClass),
      recallStatusTag(recall.status),
      recall.revision === 0 ? 'none yet' : recall.revision,
      recall.firmName,
      recall.publishedAt === undefined ? 'Not published' : renderTime(recall.publishedAt),
    ]),
    empty: 'No recall has been published.',
  })
}

const statusOrder: readonly RecallSummary['status'][] = ['draft', 'published', 'terminated', 'withdrawn']

/** The worst class first; an unclassified recall counts as class I. */
export const classRank = (recall: Pick<RecallSummary, 'recallClass'>): number =>
  recall.recallClass === null ? 0 : { I: 0, II: 1, III: 2 }[recall.recallClass]

export const recallsInOrder = (recalls: readonly RecallSummary[]): readonly RecallSummary[] =>
  recalls.toSorted(
    (a, b) =>
      statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
      classRank(a) - classRank(b) ||
      (b.publishedAt ?? '').localeCompare(a.publishedAt ?? ''),
  )
