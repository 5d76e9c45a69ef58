import type { SourceView } from '@recallwire/domain/views/source-view.ts'
import { renderTag } from '@recallwire/html/components.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderFields } from './render-fields.ts'
import { sourceName } from './source-words.ts'

/** On the page of a recall: field by field what stands and who says otherwise, for each event that belongs to it. */
export function renderRecordsOfFda(records: readonly SourceView[]): Html | undefined {
  if (records.length === 0) return undefined
  return html`<h2 id="records">What FDA says</h2>
${records.map(
  (source) => html`<h3><a class="usa-link" href="/sources/${source.sourceId}">${sourceName(source)}</a>${
    source.proposal.kind === 'revision' && html` ${renderTag('A revision is proposed', 'attention')}`
  }</h3>
${renderFields(`Fields of ${sourceName(source)}`, source.fields)}`,
)}`
}
