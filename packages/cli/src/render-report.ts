import type { Figure, StatusReport } from '@recallwire/domain/report/status-report-schema.ts'
import { classWords, counted, shortInstant, shortList } from './words.ts'

/** `names`: facilities by id. Every figure names the ledger entries it rests on. */
export function renderReport(report: StatusReport, names: ReadonlyMap<string, string>): string {
  const nameOf = (facilityId: string) => names.get(facilityId) ?? facilityId
  const { notified, responding, notResponding, stoodDown } = report
  return [
    ...heading(report),
    '',
    `1. Notified: ${notified.count} of ${counted(notified.of, 'consignee')}${rest(notified)}`,
    ...notified.byMethod.map(
      ({ method, facilities, acts, firstAt, lastAt }) =>
        `     by ${method}: ${counted(facilities, 'facility', 'facilities')}, ${counted(acts, 'act')}, ${shortInstant(firstAt)} to ${shortInstant(lastAt)}`,
    ),
    ...notified.notYet.map((facilityId) => `     not yet: ${nameOf(facilityId)}`),
    `2. Responding: ${responding.count}; on hand at notice ${responding.onHand.affected} affected, ${responding.onHand.possible} possible, ${responding.notStated} not stated${rest(responding)}`,
    `3. Not responding: ${notResponding.count}; stood down: ${stoodDown.count}${rest(notResponding)}`,
    ...notResponding.facilityIds.map((facilityId) => `     ${nameOf(facilityId)}`),
    ...notResponding.dutiesOpen.map(
      ({ facilityId, kind, dueAt, overdue }) =>
        `     reply owed (${kind}) by ${nameOf(facilityId)}${dueAt === undefined ? '' : `, due ${shortInstant(dueAt)}${overdue ? ' OVERDUE' : ''}`}`,
    ),
    ...unitLines(report),
    ...closingLines(report),
  ].join('\n')
}

const rest = ({ entries }: Pick<Figure, 'entries'>): string =>
  entries.length === 0 ? '' : `  [entries ${shortList(entries)}]`

function heading({ notice, recallId, asOf }: StatusReport): readonly string[] {
  const title = 'Status report (21 CFR 7.53)'
  if (notice === undefined) return [`${title} of recall ${recallId}, as of ${asOf}: not yet published`]
  const { firmName, reference, revision, recallClass, publishedAt, closed } = notice
  const end = closed === undefined ? '' : `, ${closed.outcome} ${shortInstant(closed.at)}`
  return [
    `${title} of ${reference}, as of ${asOf}`,
    `${firmName}, ${classWords(recallClass)}, revision ${revision}, published ${shortInstant(publishedAt)}${end}${rest(notice)}`,
  ]
}

function unitLines({ units }: StatusReport): readonly string[] {
  const sums = {
    returned: 0,
    corrected: 0,
    destroyed: 0,
    used: 0,
    transferred: 0,
    cannotLocate: 0,
    notHeld: 0,
  }
  for (const row of units.rows) {
    sums.returned += row.returned
    sums.corrected += row.corrected
    sums.destroyed += row.destroyed
    sums.used += row.used
    sums.transferred += row.transferred
    sums.cannotLocate += row.cannotLocate
    sums.notHeld += row.notHeld
  }
  return [
    `4. Units: ${units.accountedFor} of ${units.quantity} accounted for, ${units.open} open${rest(units)}`,
    `     returned ${sums.returned}, corrected ${sums.corrected}, destroyed ${sums.destroyed}, used ${sums.used}, transferred ${sums.transferred}, cannot locate ${sums.cannotLocate}, not held ${sums.notHeld}`,
  ]
}

function closingLines({ effectiveness, completion }: StatusReport): readonly string[] {
  const { level, sample, results } = effectiveness
  const drawn = sample.kind === 'size' ? `sample ${sample.size} of ${sample.of}` : sample.reason
  return [
    `5. Effectiveness checks: ${level === undefined ? 'no level' : `level ${level}`}, ${drawn}; results ${results}${rest(effectiveness)}`,
    `6. Completion: ${completionWords(completion)}${rest(completion)}`,
  ]
}

function completionWords(completion: StatusReport['completion']): string {
  switch (completion.kind) {
    case 'complete':
      return `complete since ${shortInstant(completion.at)}`
    case 'estimated':
      return `estimated for ${shortInstant(completion.at)} (${completion.method})`
    case 'cannot-be-estimated':
      return `cannot be estimated: ${completion.reason}`
    default:
      return completion satisfies never
  }
}
