import type { CaseUnit } from '@recallwire/domain/casework/case.ts'
import { statusReportSchema } from '@recallwire/domain/report/status-report-schema.ts'
import { type CaseView, caseSummarySchema, caseViewSchema } from '@recallwire/domain/views/case-view.ts'
import { recallSummarySchema } from '@recallwire/domain/views/recall-view.ts'
import type { Api } from '@recallwire/infra-embedded/demonstration/api.ts'
import { players } from '@recallwire/infra-embedded/demonstration/cast.ts'
import { z } from 'zod'

/** Every case of the one recall. */
export async function readCases(
  api: Api,
): Promise<{ readonly recallId: string; readonly cases: readonly CaseView[] }> {
  const [recall] = z.array(recallSummarySchema).parse(await api.get('/v1/recalls'))
  if (recall === undefined) throw new Error('no recall is published')
  const { recallId } = recall
  const summaries = z.array(caseSummarySchema).parse(await api.get(`/v1/recalls/${recallId}/cases`))
  const cases = await Promise.all(
    summaries.map(async ({ caseId }) => caseViewSchema.parse(await api.get(`/v1/cases/${caseId}`))),
  )
  return { recallId, cases }
}

/**
 * What two installations that lived through the same story must agree on. Left out is what must differ or may: ids (they
 * derive from each installation's secrets), salts and hashes, wall times and the order of the ledger.
 */
export async function projectState(api: Api) {
  const { recallId, cases } = await readCases(api)
  const report = statusReportSchema.parse(await api.get(`/v1/recalls/${recallId}/status-report`))
  return {
    cases: Object.fromEntries(cases.map((view) => [codeOf(view), projectCase(view)] as const).sort(byName)),
    report: projectReport(report),
  }
}
export type ProjectedState = Awaited<ReturnType<typeof projectState>>

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

const codes = new Map(players.flatMap(({ sites }) => sites.map(({ name, code }) => [name, code] as const)))

const codeOf = ({ facilityName }: { readonly facilityName: string }): string =>
  codes.get(facilityName) ?? facilityName

export const projectCase = ({
  status,
  addressed,
  stoodDown,
  units,
  duties,
  letters,
  replies,
  tasks,
  evidence,
}: CaseView) => ({
  status,
  addressed,
  stoodDown,
  units: Object.fromEntries(units.map((unit) => [markOf(unit), projectUnit(unit)] as const).sort(byName)),
  duties: duties
    .map(({ kind, senderName, reference, told, dischargedAt }) => ({
      owedTo: `${kind} ${senderName} ${reference}`,
      told,
      discharged: dischargedAt !== undefined,
    }))
    .sort((a, b) => (a.owedTo < b.owedTo ? -1 : 1)),
  letters: countOf(letters.map(({ kind, state }) => `${kind} ${state}`)),
  replies: replies.map(({ channel, holdsNone, late, units: lines, dutyIds, by }) => ({
    channel,
    holdsNone,
    late,
    lines: lines.length,
    duties: dutyIds.length,
    by,
  })),
  tasks: tasks.map(({ because, doneAt }) => ({ because, done: doneAt !== undefined })),
  evidence,
})

const markOf = ({ facts }: CaseUnit): string => facts.serial ?? facts.assetTag ?? '(no mark)'

const projectUnit = ({ facts, verdict, told, askedToConfirm, answers }: CaseUnit) => ({
  di: facts.di,
  verdict: verdict.value,
  because: verdict.because,
  told,
  askedToConfirm: askedToConfirm !== undefined,
  answers: answers.map(({ disposition, quantity, softwareVersion, serial, inspections, outcome }) => ({
    disposition,
    quantity,
    softwareVersion,
    serial,
    inspections: inspections.map(({ checkId, result }) => `${checkId} ${result}`),
    outcome,
  })),
})

export const projectReport = ({
  notified,
  responding,
  notResponding,
  units,
  funnel,
}: z.infer<typeof statusReportSchema>) => ({
  notified: notified.count,
  responding: { count: responding.count, onHand: responding.onHand, notStated: responding.notStated },
  notResponding: notResponding.count,
  openDuties: notResponding.dutiesOpen.length,
  units: { quantity: units.quantity, accountedFor: units.accountedFor, open: units.open },
  funnel: Object.fromEntries(Object.entries(funnel).map(([step, { count }]) => [step, count])),
})

export function countOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
