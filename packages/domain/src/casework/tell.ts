import type { Instant } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseEvent } from './case-event.ts'

/** A step that writes whatever the facility has not been told. */
export const stepTell = (on: Pick<Case, 'steps'> | undefined, dueAt: Instant, rule: string): CaseEvent => ({
  kind: 'StepPlanned',
  step: { stepId: `tell-${on?.steps.length ?? 0}`, kind: 'tell', dueAt, rule, state: 'planned' },
})

/** The same, unless a letter is about to be written anyway: what comes together goes into one letter. */
export function planTell(on: Case | undefined, dueAt: Instant, rule: string): readonly CaseEvent[] {
  const waiting = on?.steps.some(
    (step) => step.kind === 'tell' && step.state === 'planned' && step.dueAt <= dueAt,
  )
  return waiting ? [] : [stepTell(on, dueAt, rule)]
}
