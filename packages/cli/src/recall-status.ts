import type { CaseSummary, Evidence } from '@recallwire/domain/views/case-view.ts'
import type { RecallSummary } from '@recallwire/domain/views/recall-view.ts'
import { byUrgency, isOverdue } from './render-cases.ts'

export type RecallStatus = {
  readonly recall: RecallSummary
  /** Facilities concerned; those that were stood down owe nothing and are counted in no step. */
  readonly facilities: number
  readonly stoodDown: number
  /** How many of them reached each step. The steps are different facts: none implies another. */
  readonly funnel: Readonly<Record<keyof Evidence, number>>
  /** Units in scope that were seen after they had been reported returned, destroyed or used; 0 is as it should be. */
  readonly surfaced: number
  /** No reply yet, the most urgent first. */
  readonly silent: readonly {
    readonly caseId: string
    readonly facilityId: string
    readonly facilityName: string
    readonly letterAccepted: boolean
    readonly due?: CaseSummary['due']
    readonly overdue: boolean
    readonly openTasks: number
  }[]
}

/** Where a recall stands, folded over its cases as of `now`. */
export function recallStatus(
  recall: RecallSummary,
  cases: readonly CaseSummary[],
  now: string,
): RecallStatus {
  const concerned = cases.filter((on) => !on.stoodDown)
  const count = (step: keyof Evidence) => concerned.filter((on) => on.evidence[step]).length
  const silent = concerned.filter((on) => on.status === 'open' && !on.evidence.received).toSorted(byUrgency)
  return {
    recall,
    facilities: concerned.length,
    stoodDown: cases.length - concerned.length,
    funnel: {
      letterPlanned: count('letterPlanned'),
      letterAccepted: count('letterAccepted'),
      received: count('received'),
      assessed: count('assessed'),
      acted: count('acted'),
      discharged: count('discharged'),
    },
    surfaced: concerned.reduce((sum, on) => sum + on.surfaced, 0),
    silent: silent.map((on) => ({
      caseId: on.caseId,
      facilityId: on.facilityId,
      facilityName: on.facilityName,
      letterAccepted: on.evidence.letterAccepted,
      ...(on.due === undefined ? {} : { due: on.due }),
      overdue: isOverdue(on, now),
      openTasks: on.openTasks,
    })),
  }
}
