import type { CaseSummary } from '@recallwire/domain/views/case-view.ts'
import { renderTable } from './render-table.ts'
import { classWords, shortInstant } from './words.ts'

const header = ['FACILITY', 'RECALL', 'CLASS', 'STATE', 'REPLY DUE', 'UNITS', 'UNANSWERED', 'CASE']

/** Open ones by their deadline, those without one after them, what is done last. */
export function renderCases(cases: readonly CaseSummary[], now: string): string {
  const rows = cases
    .toSorted(byUrgency)
    .map((on) => [
      on.facilityName,
      on.recallTitle,
      classWords(on.recallClass),
      stateOf(on),
      dueOf(on, now),
      `${on.affected + on.possible}`,
      `${on.unanswered}`,
      on.caseId,
    ])
  return renderTable(header, rows, 'There are no cases.')
}

function dueOf(on: CaseSummary, now: string): string {
  if (on.due === undefined) return 'when a letter is accepted'
  return `${shortInstant(on.due.at)}${isOverdue(on, now) ? ' OVERDUE' : ''}`
}

/** A deadline binds only while something is owed: afterwards it is not shown as missed. */
export const isOverdue = (on: CaseSummary, now: string): boolean =>
  on.status === 'open' && !on.stoodDown && on.due !== undefined && on.due.at < now

function stateOf(on: CaseSummary): string {
  if (on.stoodDown) return 'stood down'
  if (on.status !== 'open') return on.status
  return on.evidence.received ? 'replied, open' : 'silent'
}

export function byUrgency(a: CaseSummary, b: CaseSummary): number {
  const rank = (on: CaseSummary) => (on.status !== 'open' || on.stoodDown ? 1 : 0)
  return (
    rank(a) - rank(b) ||
    (a.due?.at ?? '9').localeCompare(b.due?.at ?? '9') ||
    a.facilityName.localeCompare(b.facilityName)
  )
}
