import type { RecallClass } from '../notice/notice-content.ts'
import type { Instant } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseCommand } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { isLadderStep, type LadderPlan, ladderOf, planLadder, rungOf } from './ladder.ts'
import type { LaddersInForce } from './recall-ladders.ts'
import { cancelLadder } from './settle.ts'

export type LadderMove = {
  readonly recallClass: RecallClass
  readonly timeZone: string
  readonly replyWithinBusinessDays?: number | undefined
  readonly ladders?: LaddersInForce | undefined
}

/**
 * Only steps not yet taken move; a reminder that went out stays the first of the new ladder too. A shorter ladder that
 * would already be over counts from now: nobody is late for a deadline that did not exist.
 */
export function moveLadder(on: Case, move: LadderMove, at: Instant): readonly CaseEvent[] {
  const pending = on.steps.find((step) => step.state === 'planned' && isLadderStep(step))
  if (on.due === undefined || pending === undefined) return []
  const ladder = ladderOf(pending)
  const done = on.steps
    .filter((step) => step.state === 'taken' && isLadderStep(step) && ladderOf(step) === ladder)
    .map(rungOf)
  const { recallClass, timeZone, replyWithinBusinessDays, ladders } = move
  const from = (start: Instant) =>
    planLadder({
      from: start,
      recallClass,
      timeZone,
      replyWithinBusinessDays,
      ladders,
      round: `${ladder}.${on.steps.length}`,
    })
  const moved = from(on.due.from)
  const plan = moved.due.at <= at && on.due.at > at ? from(at) : moved
  return [
    ...cancelLadder(on, 'the recall was reclassified, or its deadline or its ladder changed'),
    ladderPlanned({ ...plan, steps: plan.steps.filter((step) => !done.includes(rungOf(step))) }),
  ]
}

/** The firm set another ladder for the recall: the case follows, once for each version. */
export function followLadders(
  on: Case,
  { ladders, ...move }: Extract<CaseCommand, { kind: 'FollowLadders' }>,
  at: Instant,
): readonly CaseEvent[] {
  if (on.status !== 'open' || (on.ladderVersion ?? 0) >= ladders.version) return []
  return moveLadder(on, { ...move, ladders, recallClass: on.recallClass }, at)
}

export const ladderPlanned = ({ due, steps, version }: LadderPlan): CaseEvent => ({
  kind: 'LadderPlanned',
  due,
  steps: [...steps],
  ...(version === 0 ? {} : { version }),
})
