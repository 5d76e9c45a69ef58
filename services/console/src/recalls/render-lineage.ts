import type { NoticeContent } from '@recallwire/domain/notice/notice-content.ts'
import type { RecallView } from '@recallwire/domain/views/recall-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { materialPartWords, revisionKindWords } from '../words/words.ts'

/** Every revision with what it materially changed; that is computed, not what the firm calls it. */
export function renderRevisions(recall: RecallView): Html {
  return renderRecords({
    caption: 'Revisions, newest first',
    columns: [
      { label: 'Revision' },
      { label: 'Published' },
      { label: 'For' },
      { label: 'What changed for facilities' },
    ],
    rows: recall.revisions
      .toReversed()
      .map((revision) => [
        revision.revision,
        renderTime(revision.publishedAt),
        revisionKindWords[revision.kind],
        revision.revision === 1
          ? 'Everything is new'
          : revision.changed.length === 0
            ? 'Nothing they must be told: no letter was sent'
            : revision.changed.map((part) => materialPartWords[part]).join(', '),
      ]),
    empty: 'Nothing is published yet.',
  })
}

/** The texts the notice rests on. They differ at times; the one of rank 1 governs, the others decide nothing. */
export function renderSources(content: NoticeContent): Html {
  const sources = content.sources.toSorted((a, b) => a.rank - b.rank)
  return html`${sources.map(
    (source) => html`<details class="margin-bottom-1 padding-1 border-1px border-base-lighter">
<summary>${renderTag(source.rank === 1 ? 'Governs' : `Rank ${source.rank}`, source.rank === 1 ? 'good' : 'neutral')} <strong>${source.title}</strong>, ${source.publisher}${source.publishedOn !== undefined && `, ${source.publishedOn}`}</summary>
<pre class="text-pre-wrap font-body-xs">${source.text}</pre>
</details>
`,
  )}`
}
