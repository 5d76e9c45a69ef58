import type { MatchItem } from '@recallwire/domain/views/device-view.ts'
import { renderTable } from './render-table.ts'
import { counted, shortInstant } from './words.ts'

const header = ['UNIT', 'NOW', 'PROPOSED', 'BY NOTICE', 'SINCE', 'STALE', 'REASON', 'MATCH']

/** What waits for a second person, both verdicts side by side. */
export function renderProposals(reference: string, items: readonly MatchItem[]): string {
  const rows = items.flatMap((item) => {
    const { proposal, verdict, matchId } = item
    if (proposal === undefined) return []
    const stale = proposal.changed.length > 0 ? `${proposal.changed.join(', ')} changed` : ''
    const { value, basis, proposedAt, reason } = proposal
    const asked = proposal.kind === 'withdrawal' ? `${value} (take back)` : value
    return [
      [
        unitOf(item),
        verdict.value,
        asked,
        basis.verdict.value,
        shortInstant(proposedAt),
        stale,
        reason,
        matchId,
      ],
    ]
  })
  if (rows.length === 0) return `${reference}: nothing waits for a second person.`
  return `${reference}: ${counted(rows.length, 'proposal')} to be decided\n\n${renderTable(header, rows, '')}`
}

/** A unit after somebody proposed or decided: its verdict, why, and what waits. */
export function renderDecision(item: MatchItem): string {
  const { verdict, proposal } = item
  const waits =
    proposal === undefined
      ? []
      : [`Proposed: ${proposal.value} (${proposal.reason}). A second person must confirm it.`]
  return [`${unitOf(item)} is ${verdict.value}: ${verdict.because}.`, ...waits].join('\n')
}

const unitOf = ({ facts }: MatchItem): string => facts.serial ?? facts.lot ?? facts.assetTag ?? 'unmarked'
