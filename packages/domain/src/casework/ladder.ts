import { dueAt } from '../calendar/due-at.ts'
import type { RecallClass } from '../notice/notice-content.ts'
import type { Instant } from '../time.ts'
import type { Case, Step } from './case.ts'
import type { Ladder, Rung } from './ladder-rules.ts'
import { type LaddersInForce, laddersInForce } from './recall-ladders.ts'

/** While the class is unknown the recall is handled as the worst class. */
function ladderFor(
  recallClass: RecallClass,
  { ladders }: LaddersInForce,
): Ladder & { readonly name: string } {
  return recallClass === null
    ? { ...ladders.I, name: 'unclassified, as class I' }
    : { ...ladders[recallClass], name: `class ${recallClass}` }
}

export type LadderPlan = {
  readonly due: NonNullable<Case['due']>
  readonly steps: readonly Step[]
  /** Which version of the recall's ladders these are; 0: the defaults. */
  readonly version: number
}

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
  /** Left out: the defaults. */
  readonly ladders?: LaddersInForce | undefined
  readonly round: string
}): LadderPlan {
  const inForce = input.ladders ?? laddersInForce(undefined)
  const ladder = ladderFor(input.recallClass, inForce)
  const on = (businessDays: number) =>
    dueAt({ from: input.from, businessDays, timeZone: input.timeZone, at: '17:00' })
  const replyDue = on(input.replyWithinBusinessDays ?? ladder.replyDue)
  const step = ({ kind, after, role }: Rung, index: number): Step => {
    const at = on(after)
    return {
      stepId: `${input.round}-${kind}-${index}`,
      kind,
      dueAt: at.at,
      rule: `${ladder.name}: ${kind} ${at.rule}`,
      state: 'planned',
      ...(role === undefined ? {} : { role }),
    }
  }
  return {
    due: {
      at: replyDue.at,
      rule: `${ladder.name}: reply ${replyDue.rule}`,
      calendar: replyDue.calendar,
      from: input.from,
    },
    steps: ladder.rungs.map((rung, index) => step(rung, countBefore(ladder.rungs, index))),
    version: inForce.version,
  }
}

/** Rungs of a kind are numbered from 0, so that a rung keeps its name when another kind comes before it. */
const countBefore = (rungs: readonly Rung[], index: number): number =>
  rungs.slice(0, index).filter(({ kind }) => kind === rungs[index]?.kind).length

export const isLadderStep = (step: Step): boolean => step.kind !== 'tell' && step.kind !== 'delivery-check'

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
