import { isLadderStep, rungOf } from '@recallwire/domain/casework/ladder.ts'
import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { type CaseView, caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { recallSummarySchema } from '@recallwire/domain/views/recall-view.ts'
import { z } from 'zod'
import { projectCase, projectReport } from '../project-state.ts'
import type { PatientApi } from '../world/patient-api.ts'

/** Cases asked for side by side. */
const atOnce = 8

/**
 * What two runs over copies of the same data must agree on: every case with its letters by their ids and each rung of its ladder,
 * and every status report. Left out are salts, secrets, wall times and the order of the ledger.
 */
export async function projectWorld(api: PatientApi) {
  const recalls = z.array(recallSummarySchema).parse(await api.get('/v1/recalls'))
  const projected = await inTurns(recalls, async ({ recallId, reference }) => {
    const summaries = z.array(caseSummarySchema).parse(await api.get(`/v1/recalls/${recallId}/cases`))
    const report = statusReportSchema.parse(await api.get(`/v1/recalls/${recallId}/status-report`))
    const cases = await inTurns(summaries, async ({ caseId }) =>
      caseViewSchema.parse(await api.get(`/v1/cases/${caseId}`)),
    )
    const byFacility = cases.map((view) => [view.facilityId, withLetterIds(view)] as const).toSorted(byName)
    return [reference, { cases: Object.fromEntries(byFacility), report: projectReport(report) }] as const
  })
  return Object.fromEntries(projected.toSorted(byName))
}
export type ProjectedWorld = Awaited<ReturnType<typeof projectWorld>>

/** When a step is due and in which round it was planned depend on when the letter was accepted; that it is there does not. */
const ladderIn = ({ steps }: CaseView) =>
  steps
    .filter(isLadderStep)
    .map((step) => `${rungOf(step)} ${step.state}`)
    .toSorted()

const withLetterIds = (view: CaseView) => ({
  ...projectCase(view),
  hasToReply: view.due !== undefined,
  ladder: ladderIn(view),
  letterIds: Object.fromEntries(
    view.letters.map(({ letterId, kind, state }) => [letterId, `${kind} ${state}`] as const).toSorted(byName),
  ),
})

/** The letters a world came to, by their ids. */
export const lettersIn = (state: ProjectedWorld): ReadonlyMap<string, string> =>
  new Map(
    Object.values(state).flatMap(({ cases }) =>
      Object.values(cases).flatMap(({ letterIds }) => Object.entries(letterIds)),
    ),
  )

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += atOnce)
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))))
  return results
}
