import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import type { SourceSummary, SourceView } from '@recallwire/domain/views/source-view.ts'
import { renderAlert, renderTag } from '@recallwire/html/components.ts'
import { renderSelect, renderTextArea, renderTextField } from '@recallwire/html/form-components.ts'
import { type HiddenValues, renderButtonForm, renderForm } from '@recallwire/html/forms.ts'
import { type Html, html } from '@recallwire/html/html.ts'
import { renderRecords } from '../words/table.ts'
import { renderTime } from '../words/times.ts'
import { plural } from '../words/words.ts'
import { renderDraftForm } from './render-draft-form.ts'
import { renderFields, valueWords } from './render-fields.ts'
import { productFields, proposalWords, sourceName, speakerWords } from './source-words.ts'

export const renderSourceList = (sources: readonly SourceSummary[]): Html =>
  renderRecords({
    caption: 'Imported records, the last changed first',
    columns: [
      { label: 'Records' },
      { label: 'Class' },
      { label: 'Status at FDA' },
      { label: 'Your recall' },
      { label: 'Proposed' },
      { label: 'Changed' },
    ],
    rows: sources.map((one) => [
      html`<a class="usa-link" href="/sources/${one.sourceId}">${sourceName(one)}</a>
<span class="display-block font-body-2xs text-base-dark text-normal">${one.firmName ?? 'No firm named'}, ${plural(one.records, 'record')}</span>`,
      one.recallClass === undefined ? 'Not said' : valueWords('recallClass', one.recallClass),
      one.status ?? 'Not said',
      one.recallId === undefined
        ? renderTag('None yet', 'attention')
        : html`<a class="usa-link" href="/recalls/${one.recallId}">Open the recall</a>`,
      proposalWords[one.proposes],
      renderTime(one.changedAt),
    ]),
    empty: 'Nothing was imported yet.',
  })

export const renderImportForm = (hidden: HiddenValues): Html => html`<h2 id="import">Import records</h2>
<p class="measure-6">The JSON of openFDA for device recalls or device enforcement, as downloaded. Importing tells nobody, opens no case and changes
no notice: FDA’s records propose, and two people of your firm decide.</p>
${renderForm({
  action: '/sources/import',
  upload: true,
  hidden,
  submit: 'Import',
  body: html`${renderTextArea({ name: 'pasted', label: 'Paste records here, or choose a file', rows: 4 })}
${renderTextField({ name: 'file', label: 'JSON file', type: 'file', accept: '.json,.ndjson,application/json' })}`,
})}`

export type SourcePage = {
  readonly source: SourceView
  /** The firm's own recalls, to attach to. */
  readonly recalls: readonly RecallSummary[]
  readonly hidden: () => HiddenValues
  readonly mayDraft: boolean
}

/** What the records of an event say, what they propose, and where they came from. */
export function renderSource(page: SourcePage): Html {
  const { source } = page
  return html`${renderProposal(page)}
<h2>What stands, and whose word it is</h2>
${renderFields('Fields of the recall', source.fields)}
<h2>${plural(source.products.length, 'product')}</h2>
${source.products.map(
  ({ recallNumber, fields }) => html`<h3>${recallNumber}</h3>
${renderFields(`Fields of ${recallNumber}`, fields, productFields)}`,
)}
<h2>Versions</h2>
${renderRecords({
  caption: 'Every version of every record, as imported',
  columns: [{ label: 'Record' }, { label: 'Imported' }, { label: 'Speaks' }, { label: 'Not readable' }],
  rows: source.history.map((one) => [
    html`${one.recallNumber}<span class="display-block font-body-2xs text-base-dark">${speakerWords[one.source]}</span>`,
    renderTime(one.importedAt),
    one.newest ? renderTag('Newest', 'good') : 'An earlier version',
    one.problems.length === 0
      ? 'Nothing'
      : one.problems.map(
          ({ pointer, detail }) => html`<span class="display-block">${pointer}: ${detail}</span>`,
        ),
  ]),
})}`
}

function renderProposal({ source, recalls, hidden, mayDraft }: SourcePage): Html {
  const { proposal, recallId, sourceId } = source
  return html`${
    recallId === undefined
      ? renderAlert({
          tone: 'info',
          heading: 'These records belong to no recall of yours yet',
          body: 'Attach them to the recall they are about, or draft a new notice from them.',
        })
      : html`<p><a class="usa-link" href="/recalls/${recallId}">The recall they belong to</a></p>`
  }
${
  proposal.kind === 'revision' &&
  renderAlert({
    tone: 'warning',
    heading: 'FDA’s records propose a revision',
    body: html`${proposal.changes.join('; ')}. Facilities are sent no letter by it.`,
  })
}
${
  proposal.kind === 'revision' &&
  mayDraft &&
  renderButtonForm({ action: `/sources/${sourceId}/draft`, hidden: hidden(), label: 'Draft this revision' })
}
${renderPoints(proposal.openPoints)}
${recallId === undefined && mayDraft && renderAttachForm(sourceId, recalls, hidden())}
${proposal.kind === 'draft' && mayDraft && renderDraftForm(sourceId, proposal, hidden())}`
}

function renderPoints(points: SourceView['proposal']['openPoints']): Html | undefined {
  if (points.length === 0) return undefined
  return html`<h2>To be filled in or looked at</h2>
<ul class="usa-list">${points.map(
    ({ weight, detail }) =>
      html`<li>${weight === 'missing' ? renderTag('Missing', 'urgent') : renderTag('Look', 'attention')} ${detail}</li>\n`,
  )}</ul>`
}

const renderAttachForm = (sourceId: string, recalls: readonly RecallSummary[], hidden: HiddenValues) =>
  recalls.length > 0 &&
  html`<h2>Attach to a recall</h2>
${renderForm({
  action: `/sources/${sourceId}/attach`,
  hidden,
  submit: 'Attach',
  body: renderSelect({
    name: 'recallId',
    label: 'The recall these records are about',
    hint: 'It takes FDA’s numbers as further names. Nothing else changes.',
    required: true,
    value: '',
    options: recalls.map(({ recallId, reference, title }) => ({
      value: recallId,
      label: `${reference}: ${title}`,
    })),
  }),
})}`
