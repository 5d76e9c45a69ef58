import { endOfQuiet, mayWait, type QuietHours } from '../calendar/quiet-hours.ts'
import type { Instant } from '../time.ts'
import type { Case, Step } from './case.ts'
import type { FacilityFacts } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { ladderOf, rungOf } from './ladder.ts'
import { stepTell } from './tell.ts'

/** Steps that write to people. Calls are made by people, and a letter that went astray is followed at any hour. */
const writes: readonly Step['kind'][] = ['tell', 'reminder', 'escalation']

/**
 * Letters of class II and III do not leave in the quiet hours of the facility: what falls due then is planned again for their end,
 * where all of a night comes together. The step it replaces is cancelled with the reason, so that the delay is on record.
 */
export function holdQuiet(
  on: Case,
  due: readonly Step[],
  { timeZone }: FacilityFacts,
  quietHours: QuietHours | undefined,
  at: Instant,
): readonly CaseEvent[] {
  if (quietHours === undefined || !mayWait(on.recallClass) || on.status === 'closed') return []
  const until = endOfQuiet(at, quietHours, timeZone)
  if (until === undefined) return []
  const held = due.filter(({ kind }) => writes.includes(kind))
  const rule = `held over the quiet hours ${quietHours.from}-${quietHours.until} ${timeZone}`
  const cancelled = held.map(({ stepId }): CaseEvent => ({ kind: 'StepCancelled', stepId, because: rule }))
  const isTold = held.some(({ kind }) => kind === 'tell')
  const rungs = held
    .filter(({ kind }) => kind !== 'tell')
    .map((step, index): CaseEvent => {
      const stepId = `${ladderOf(step)}.${on.steps.length + 1 + index}-${rungOf(step)}`
      return { kind: 'StepPlanned', step: { ...step, stepId, dueAt: until, rule: `${step.rule}, ${rule}` } }
    })
  return [...cancelled, ...(isTold ? [stepTell(on, until, rule)] : []), ...rungs]
}
