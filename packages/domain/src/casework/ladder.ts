import { dueAt } from '../calendar/due-at.ts'
import type { RecallClass } from '../notice/notice-content.ts'
import type { Instant } from '../time.ts'
import type { Case, Step } from './case.ts'

/** Business days after the letter was sent. */
export type Ladder = {
  readonly name: string
  readonly replyDue: number
  readonly reminders: readonly number[]
  readonly escalation: number
  /** Whether the firm is asked to phone as well when the escalation falls due. */
  readonly phoneTask: boolean
}

/** 21 CFR 7.49(c)(2) asks for follow-up with those who do not respond and sets no number; these are the defaults. */
const ladders: Readonly<Record<'I' | 'II' | 'III', Ladder>> = {
  I: { name: 'class I', replyDue: 2, reminders: [1, 2], escalation: 3, phoneTask: true },
  II: { name: 'class II', replyDue: 5, reminders: [3, 5], escalation: 7, phoneTask: false },
  III: { name: 'class III', replyDue: 10, reminders: [7, 10], escalation: 15, phoneTask: false },
}

/** While the class is unknown the recall is handled as the worst class. */
const ladderFor = (recallClass: RecallClass): Ladder =>
  recallClass === null ? { ...ladders.I, name: 'unclassified, as class I' } : ladders[recallClass]

export type LadderPlan = { readonly due: NonNullable<Case['due']>; readonly steps: readonly Step[] }

/**
 * When a facility is reminded and escalated after a letter accepted at `from`: 17:00 in the facility's own zone, on US
 * federal business days, stored as UTC instants with the rule beside them. `round` keeps the ids of a second ladder of
 * the same case apart from those of the first; the rounds of one ladder that was moved share what stands before the dot.
 */
export function planLadder(input: {
  readonly from: Instant
  readonly recallClass: RecallClass
  readonly timeZone: string
  readonly replyWithinBusinessDays?: number | undefined
  readonly round: string
}): LadderPlan {
  const ladder = ladderFor(input.recallClass)
  const on = (businessDays: number) =>
    dueAt({ from: input.from, businessDays, timeZone: input.timeZone, at: '17:00' })
  const replyDue = on(input.replyWithinBusinessDays ?? ladder.replyDue)
  const step = (kind: Step['kind'], days: number, index: number): Step => {
    const at = on(days)
    return {
      stepId: `${input.round}-${kind}-${index}`,
      kind,
      dueAt: at.at,
      rule: `${ladder.name}: ${kind} ${at.rule}`,
      state: 'planned',
    }
  }
  return {
    due: {
      at: replyDue.at,
      rule: `${ladder.name}: reply ${replyDue.rule}`,
      calendar: replyDue.calendar,
      from: input.from,
    },
    steps: [
      ...ladder.reminders.map((days, index) => step('reminder', days, index)),
      step('escalation', ladder.escalation, 0),
      ...(ladder.phoneTask ? [step('phone-task', ladder.escalation, 0)] : []),
    ],
  }
}

export const isLadderStep = (step: Step): boolean => step.kind !== 'tell'

/** Which ladder a step is of, however often it was moved. */
export const ladderOf = (step: Step): string => step.stepId.split(/[.-]/)[0] ?? ''

/** Which rung of its ladder a step is, e.g. `reminder-1`. */
export const rungOf = (step: Step): string => step.stepId.slice(step.stepId.indexOf('-') + 1)

/**
 * A case that is open again after its ladder was taken back: the rungs whose time has not come are planned again.
 * Reminders that fell into the time when nothing was owed stay cancelled.
 */
export function resumeLadder(on: Case, at: Instant): readonly Step[] {
  const last = on.steps.findLast(isLadderStep)
  if (last === undefined) return []
  const round = last.stepId.split('-')[0]
  return on.steps
    .filter((step) => isLadderStep(step) && step.stepId.split('-')[0] === round)
    .filter((step) => step.state === 'cancelled' && step.dueAt > at)
    .map((step) => ({
      ...step,
      stepId: `${ladderOf(step)}.${on.steps.length}-${rungOf(step)}`,
      state: 'planned',
    }))
}
