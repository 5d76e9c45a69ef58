import { isUsable } from '../directory/contact-standing.ts'
import type { Instant } from '../time.ts'
import { type Case, type LetterKind, reachedNobody } from './case.ts'
import type { CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { planLetter, vouchedFor } from './plan-letter.ts'
import { phoneTask } from './take-due-steps.ts'

/** Letters that one person asked for: another contact has no use for them. */
const personal: readonly LetterKind[] = ['receipt', 'fresh-code', 'wrong-recipient']

/**
 * A letter came back. What it said goes at once to the next contact of the facility that no letter came back from; where there
 * is none, the firm is asked to phone. The reply clock, which the first acceptance started, runs on: the recall is no
 * younger for it.
 */
export function letterBounced(
  on: Case,
  command: Extract<CaseCommand, { kind: 'RecordLetterBounced' }>,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  const { letterId, because, facility } = command
  const letter = on.letters.find((candidate) => candidate.letterId === letterId)
  if (letter === undefined) {
    return {
      kind: 'refused',
      reason: 'unknown-letter',
      pointer: '/letterId',
      message: 'The case planned no such letter.',
    }
  }
  if (letter.bouncedBecause !== undefined) return []
  const bounced: CaseEvent = { kind: 'LetterBounced', letterId, because, at }
  if (personal.includes(letter.kind) || !isStillOwed(on, letter.kind)) return [bounced]
  const unreachable = new Set([
    letter.contactId,
    ...on.letters.filter(reachedNobody).map(({ contactId }) => contactId),
  ])
  const next = facility.contacts.find(
    ({ contactId, standing }) => !unreachable.has(contactId) && isUsable(standing),
  )
  if (next === undefined) {
    return [
      bounced,
      phoneTask(on, `letter came back (${because}), and no other contact is left`, letterId, at),
    ]
  }
  const { newUnits, releasedUnits, confirmUnits, changed, dutyIds } = letter
  const says = { newUnits, releasedUnits, confirmUnits, changed, dutyIds, ...vouchedFor(next) }
  return [bounced, { kind: 'LetterPlanned', plan: planLetter(on, letter.kind, next.contactId, at, says) }]
}

/** Once the case is done or closed, only what ends it must still arrive. */
const isStillOwed = (on: Case, kind: LetterKind): boolean =>
  on.status === 'open' || kind === 'stand-down' || kind === 'close-out'
