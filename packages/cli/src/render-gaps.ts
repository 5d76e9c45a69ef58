import { gapsIn, type StandingCounts } from '@recallwire/domain/gaps/count-standings.ts'
import { stageWords } from '@recallwire/domain/gaps/stand-facility.ts'
import type { Standing } from '@recallwire/domain/gaps/standing.ts'
import type { GapItem, GapReport, GapSummary, RecallGaps } from '@recallwire/domain/views/gap-view.ts'
import { renderTable } from './render-table.ts'
import { classWords, counted, shortInstant } from './words.ts'

const columns = ['OWED', 'NOTIFIED', 'TOLD', 'WAIVED', 'ON ITS WAY', 'GAPS']
const figures = ({ owed, notified, told, waived, onItsWay, gaps }: StandingCounts): readonly string[] =>
  [owed, notified, told, waived, onItsWay, gaps].map(String)

/** Each recall in a row of its units, and one of the facilities that were addressed without any. */
export function renderGapSummary({ recalls }: GapSummary): string {
  const rows = recalls
    .toSorted((a, b) => gapsIn(b.counts) - gapsIn(a.counts) || a.reference.localeCompare(b.reference))
    .flatMap((recall) => rowsOf(recall, recall.reference))
  const table = renderTable(['RECALL', 'CLASS', 'OF', ...columns, 'OLDEST GAP'], rows, 'No recall is open.')
  const all = recalls.reduce((sum, { counts }) => sum + gapsIn(counts), 0)
  return recalls.length === 0 ? table : `${table}\n${verdictOn(all)}`
}

function rowsOf({ recallClass, counts }: RecallGaps, name: string): readonly (readonly string[])[] {
  const { custodies, addressed, oldestGapSince } = counts
  const since = oldestGapSince === undefined ? '' : shortInstant(oldestGapSince)
  const units = [name, classWords(recallClass), 'units', ...figures(custodies), since]
  return addressed.owed === 0 ? [units] : [units, ['', '', 'addressed', ...figures(addressed), '']]
}

/** What nothing has settled, gaps first. */
export function renderGapReport(report: GapReport): string {
  const { reference, title, items, counts } = report
  const table = renderTable(
    ['RECALL', 'CLASS', 'OF', ...columns, 'OLDEST GAP'],
    rowsOf(report, reference),
    '',
  )
  const rows = items
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.facilityName.localeCompare(b.facilityName))
    .map((item) => [item.facilityName, item.custodyId ?? '(addressed)', ...wordsOf(item.standing)])
  const list = renderTable(['FACILITY', 'CUSTODY', 'STATE', 'SINCE', 'BECAUSE'], rows, '')
  return [title, table, list, verdictOn(gapsIn(counts))].filter((part) => part !== '').join('\n\n')
}

const order = ['gap', 'told', 'on-its-way', 'waived', 'notified'] as const
const rankOf = ({ standing }: GapItem): number => order.indexOf(standing.kind)

function wordsOf(standing: Standing): readonly string[] {
  switch (standing.kind) {
    case 'gap':
      return ['GAP', shortInstant(standing.since), stageWords[standing.stage]]
    case 'on-its-way': {
      const { since, stage, until } = standing
      const held = until === undefined ? '' : `, held until ${shortInstant(until)}`
      return ['on its way', shortInstant(since), `${stageWords[stage]}${held}`]
    }
    case 'told': {
      const { at, because, overdue } = standing
      return ['person told', shortInstant(overdue?.since ?? at), `${because} (told ${shortInstant(at)})`]
    }
    case 'waived':
      return ['waived', '', standing.because]
    case 'notified':
      return ['notified', shortInstant(standing.at), '']
    default:
      return standing satisfies never
  }
}

const verdictOn = (gaps: number): string =>
  gaps === 0
    ? 'Nobody is left out.'
    : `${counted(gaps, 'gap')}: owed a letter for five minutes, and nobody was told.`
