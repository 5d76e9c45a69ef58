import {
  type SourceView,
  sourceSummarySchema,
  sourceViewSchema,
} from '@recallwire/domain/views/source-view.ts'
import { content, recallId } from './sample-recall.ts'

export const sourceId = 's'.repeat(26)
const importedAt = '2031-03-07T14:00:00.000Z'
const said = (source: string, value: string) => ({ source, value, others: [], differs: false })
const code = 'UDI-DI: 09506000134352. Serial Numbers: NW1001 & NW1002.'

const summary = {
  sourceId,
  eventId: '99101',
  recallNumbers: ['Z-9001-2031'],
  firmName: 'Northwind Devices Inc.',
  recallClass: 'II',
  records: 1,
  versions: 1,
  proposes: 'draft',
  firstImportedAt: importedAt,
  changedAt: importedAt,
}

/** Records that belong to no recall yet. */
export const sourceView: SourceView = sourceViewSchema.parse({
  ...summary,
  fields: {
    recallClass: {
      ...said('openfda-enforcement', 'II'),
      differs: true,
      others: [{ source: 'notice', value: 'unclassified', superseded: false }],
    },
    reason: said('openfda-recall', 'A worn <latch> can open.'),
  },
  products: [{ recallNumber: 'Z-9001-2031', fields: { codeInfo: said('openfda-enforcement', code) } }],
  history: [
    {
      source: 'openfda-enforcement',
      recallNumber: 'Z-9001-2031',
      importedAt,
      hash: 'h',
      newest: true,
      problems: [{ pointer: '/termination_date', detail: '"20319999" is no day of the calendar' }],
    },
  ],
  proposal: {
    kind: 'draft',
    aliases: ['Z-9001-2031'],
    content: {
      recallClass: 'II',
      sourceStatus: 'classified',
      initiatedOn: '2031-03-01',
      injuries: null,
      instructions: ['Take listed pumps out of service.'],
      products: [],
      contact: { name: 'Recall desk' },
      sources: content.sources,
    },
    openPoints: [{ weight: 'missing', pointer: '/content/hazard', detail: 'FDA publishes no hazard.' }],
  },
})

/** The same records attached to the sample recall, proposing a class. */
export const attachedView: SourceView = sourceViewSchema.parse({
  ...sourceView,
  recallId,
  proposes: 'revision',
  proposal: {
    kind: 'revision',
    revisionKind: 'reclassify',
    basedOn: 1,
    content: { ...content, recallClass: 'II' },
    changes: ['class: not yet classified becomes II'],
    openPoints: [],
  },
})

export const sourceSummary = sourceSummarySchema.parse(summary)
