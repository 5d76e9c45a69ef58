import { isUsable } from '../directory/contact-standing.ts'
import type { Instant } from '../time.ts'
import { type Case, type LetterKind, type LetterPlan, reachedNobody } from './case.ts'
import type { FacilityFacts } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { planLetter, vouchedFor } from './plan-letter.ts'
import { phoneTask } from './raise-task.ts'

/** Letters that one person asked for: another contact has no use for them. */
const personal: readonly LetterKind[] = ['receipt', 'fresh-code', 'wrong-recipient']

/**
 * What a letter said that did not reach its contact goes to the next contact of the facility that letters reach; where there is
 * none, the firm is asked to phone.
 */
export function writeToNext(
  on: Case,
  letter: LetterPlan,
  { contacts }: FacilityFacts,
  at: Instant,
  because: string,
): readonly CaseEvent[] {
  if (personal.includes(letter.kind) || !isStillOwed(on, letter.kind)) return []
  const unreachable = new Set([
    letter.contactId,
    ...on.letters.filter(reachedNobody).map(({ contactId }) => contactId),
  ])
  const next = contacts.find(({ contactId, standing }) => !unreachable.has(contactId) && isUsable(standing))
  if (next === undefined)
    return [phoneTask(on, `${because}, and no other contact is left`, letter.letterId, at)]
  const { newUnits, releasedUnits, confirmUnits, changed, dutyIds } = letter
  const says = { newUnits, releasedUnits, confirmUnits, changed, dutyIds, ...vouchedFor(next) }
  return [{ kind: 'LetterPlanned', plan: planLetter(on, letter.kind, next.contactId, at, says) }]
}

/** Once the case is done or closed, only what ends it must still arrive. */
const isStillOwed = (on: Case, kind: LetterKind): boolean =>
  on.status === 'open' || kind === 'stand-down' || kind === 'close-out'
