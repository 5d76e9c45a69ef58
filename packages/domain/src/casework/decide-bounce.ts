import type { Instant } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseCommand, CaseRefusal } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { writeToNext } from './write-to-next.ts'

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
  return [bounced, ...writeToNext(on, letter, facility, at, `letter came back (${because})`)]
}
