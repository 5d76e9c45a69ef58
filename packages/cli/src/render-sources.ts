import type { SourceImport, SourceSummary, SourceView } from '@recallwire/domain/views/source-view.ts'
import { renderTable } from './render-table.ts'
import { counted, shortInstant } from './words.ts'

const outcomes = {
  'draft-proposed': 'a draft is proposed',
  enriched: 'belongs to your recall',
  unchanged: 'nothing was new',
  problem: 'was not stored',
} as const

/** What an import came to, event by event, with every field at fault by its place in the file. */
export function renderSourceImport({ events, refused, unknownKeys }: SourceImport): string {
  const problems = [...events.flatMap((event) => event.problems), ...refused]
  return [
    `${counted(events.length, 'event')} read${unusable(refused.length)}. Nothing was sent.`,
    ...events.map(
      ({ eventId, recallNumbers, outcome, recallId }) =>
        `  ${nameOf(eventId, recallNumbers)}: ${outcomes[outcome]}${recallId === undefined ? '' : ` (${recallId})`}`,
    ),
    ...(problems.length === 0 ? [] : ['Look at these:']),
    ...problems.map(({ pointer, detail }) => `  ${pointer || '/'}  ${detail}`),
    ...(unknownKeys === 0 ? [] : [`${counted(unknownKeys, 'unknown member')} left out.`]),
  ].join('\n')
}

const unusable = (fields: number): string =>
  fields === 0 ? '' : `, ${counted(fields, 'field')} of unusable records`

export const renderSourceList = (sources: readonly SourceSummary[]): string =>
  renderTable(
    ['EVENT', 'RECALL NUMBERS', 'CLASS', 'STATUS', 'PROPOSES', 'CHANGED', 'FIRM'],
    sources.map((one) => [
      one.eventId ?? '-',
      numbersIn(one.recallNumbers),
      one.recallClass ?? '-',
      one.status ?? '-',
      one.proposes,
      shortInstant(one.changedAt),
      one.firmName ?? '-',
    ]),
    'Nothing was imported yet.',
  )

/** Each field with whose word it is; what others say stands below it, marked where they differ. */
export function renderSource(source: SourceView): string {
  const { proposal } = source
  return [
    `${nameOf(source.eventId, source.recallNumbers)}: ${counted(source.records, 'record')}, ${counted(source.versions, 'version')}`,
    source.recallId === undefined
      ? 'Belongs to no recall of yours.'
      : `Belongs to recall ${source.recallId}.`,
    '',
    ...Object.entries(source.fields).flatMap(([name, field]) => [
      `${field.differs ? '!' : ' '} ${name}: ${shortened(field.value)}  [${field.source}]`,
      ...field.others
        .filter(({ value }) => value !== field.value)
        .map(
          (other) => `      ${other.source}${other.superseded ? ', earlier' : ''}: ${shortened(other.value)}`,
        ),
    ]),
    '',
    ...source.products.map(
      ({ recallNumber, fields }) =>
        `${recallNumber}  ${shortened(fields.productDescription?.value ?? '')}\n      ${shortened(fields.codeInfo?.value ?? 'says nothing about units')}`,
    ),
    '',
    ...proposalLines(proposal),
    ...proposal.openPoints.map(
      ({ weight, pointer, detail }) => `  ${weight.padEnd(7)}  ${pointer}  ${detail}`,
    ),
  ].join('\n')
}

function proposalLines(proposal: SourceView['proposal']): readonly string[] {
  switch (proposal.kind) {
    case 'draft':
      return ['Proposed: a draft notice. "sources draft" makes it once you add what is missing.']
    case 'revision':
      return [`Proposed: a revision of revision ${proposal.basedOn} (${proposal.changes.join('; ')}).`]
    case 'nothing':
      return ['Nothing is proposed.']
    default:
      return proposal satisfies never
  }
}

const nameOf = (eventId: string | undefined, numbers: readonly string[]): string =>
  `${eventId === undefined ? 'No event' : `Event ${eventId}`} (${numbersIn(numbers)})`

const numbersIn = (numbers: readonly string[]): string =>
  numbers.length <= 3 ? numbers.join(', ') : `${numbers[0]} and ${numbers.length - 1} more`

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
