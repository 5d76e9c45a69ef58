import { isUsable } from '../directory/contact-standing.ts'
import type { Instant } from '../time.ts'
import { activeUnits, type Case, openDuties, reachedNobody } from './case.ts'
import type { CaseRefusal, FacilityFacts, NameWrongRecipient } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { evolveCase } from './evolve-case.ts'
import { planLetter, untoldOf, vouchedFor } from './plan-letter.ts'
import { phoneTask } from './raise-task.ts'

/**
 * "Not us, try X." The answer is written down and answered, the firm is asked to find the right contact, and the next contact of the
 * facility is written to at once. It closes nothing: the reply is owed as before, and its clock runs on.
 */
export function nameWrongRecipient(
  on: Case,
  command: NameWrongRecipient,
  at: Instant,
): readonly CaseEvent[] | CaseRefusal {
  const { reportId, channel, letterId, occurredAt, personalRef, commitment, facility } = command
  if (on.wrongRecipients?.some((report) => report.reportId === reportId)) return []
  const letter = on.letters.find((candidate) => candidate.letterId === letterId)
  if (letter === undefined) return refused('unknown-letter', '/letterId', 'The case planned no such letter.')
  if (on.status === 'closed')
    return refused('closed', '', 'The recall is closed; no reply is needed any more.')
  const { contactId } = letter
  const named: CaseEvent = {
    kind: 'WrongRecipientNamed',
    report: {
      reportId,
      at: occurredAt,
      recordedAt: at,
      channel,
      letterId,
      contactId,
      personalRef,
      commitment,
    },
  }
  const then = evolveCase(on, named, on, at)
  const answer: CaseEvent = {
    kind: 'LetterPlanned',
    plan: planLetter(then, 'wrong-recipient', contactId, at, { dutyIds: [] }),
  }
  if (on.status !== 'open') return [named, answer]
  return [named, answer, ...writeToNext(then, contactId, facility, reportId, at)]
}

/** Whoever is written to next has had nothing yet, and so gets the notice with all that is in it. */
function writeToNext(
  on: Case,
  contactId: string,
  facility: FacilityFacts,
  reportId: string,
  at: Instant,
): readonly CaseEvent[] {
  const unreachable = new Set([
    contactId,
    ...on.letters.filter(reachedNobody).map((letter) => letter.contactId),
  ])
  const next = facility.contacts.find((one) => !unreachable.has(one.contactId) && isUsable(one.standing))
  const because =
    next === undefined
      ? 'a letter went to the wrong recipient, and no other contact is left'
      : 'a letter went to the wrong recipient; the next contact was written to'
  const task = phoneTask(on, because, reportId, at)
  if (next === undefined) return [task]
  const { releasedUnits, confirmUnits, changed } = untoldOf(on)
  const newUnits = activeUnits(on).map(({ custodyId }) => custodyId)
  const says = { newUnits, releasedUnits, confirmUnits, changed, ...vouchedFor(next) }
  const dutyIds = openDuties(on).map(({ dutyId }) => dutyId)
  const plan = planLetter(on, 'initial', next.contactId, at, { ...says, dutyIds })
  return [{ kind: 'LetterPlanned', plan }, task]
}

const refused = (reason: CaseRefusal['reason'], pointer: string, message: string): CaseRefusal => ({
  kind: 'refused',
  reason,
  pointer,
  message,
})
