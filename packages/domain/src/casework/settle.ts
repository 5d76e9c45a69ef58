import { activeUnits, type Case, openDuties } from './case.ts'
import type { CaseEvent } from './case-event.ts'
import { isLadderStep } from './ladder.ts'
import { isSettled } from './unit-answer.ts'

/** Received, assessed, and every unit has a disposition (lot quantities sum). */
export const isAssessed = (on: Case): boolean =>
  on.replies.length > 0 &&
  activeUnits(on).every((unit) => isSettled(unit.answers, unit.facts.quantity)) &&
  (activeUnits(on).length > 0 || on.replies.some((reply) => reply.holdsNone || reply.units.length > 0))

/** Nothing of this facility is in scope any more, and the firm did not write to it for its own sake. */
export const isStoodDown = (on: Case): boolean => !on.addressed && activeUnits(on).length === 0

/** What follows once the case has changed: duties whose reply is now whole, and the end of reminders. */
export function settle(on: Case, at: string): readonly CaseEvent[] {
  if (on.status !== 'open') return []
  if (isStoodDown(on))
    return [{ kind: 'CaseCompleted', at }, ...cancelLadder(on, 'nothing here is in scope any more')]
  if (!isAssessed(on)) return []
  const answered = openDuties(on).filter((duty) => duty.answeredBy !== undefined)
  const discharged = answered.map(
    (duty): CaseEvent => ({
      kind: 'DutyDischarged',
      dutyId: duty.dutyId,
      replyId: duty.answeredBy ?? '',
      at,
    }),
  )
  if (answered.length < openDuties(on).length) return discharged
  return [...discharged, { kind: 'CaseCompleted', at }, ...cancelLadder(on, 'the reply is in')]
}

/** Takes back whatever would still remind or escalate. */
export const cancelLadder = (on: Case, because: string): readonly CaseEvent[] =>
  on.steps
    .filter((step) => step.state === 'planned' && isLadderStep(step))
    .map((step) => ({ kind: 'StepCancelled', stepId: step.stepId, because }))
