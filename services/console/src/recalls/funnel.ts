import type { CaseSummary, Evidence } from '@recallwire/domain/views/case-view.ts'
import type { Figure } from '../words/collection.ts'

export type EvidenceStep = keyof Evidence

/** Each step is a fact of its own; a later one does not imply an earlier one, and no number merges two. */
export const evidenceSteps: readonly {
  readonly step: EvidenceStep
  readonly label: string
  readonly missing: string
}[] = [
  { step: 'letterPlanned', label: 'told: a letter is planned', missing: 'without a letter planned' },
  {
    step: 'letterAccepted',
    label: 'letter accepted by the mail service',
    missing: 'without an accepted letter',
  },
  { step: 'received', label: 'a reply received', missing: 'without any reply' },
  { step: 'assessed', label: 'every unit assessed', missing: 'with units not assessed' },
  { step: 'acted', label: 'every unit acted on', missing: 'with units not acted on' },
  { step: 'discharged', label: 'every letter answered', missing: 'with letters not answered' },
]

export const isStep = (text: string | undefined): text is EvidenceStep =>
  evidenceSteps.some(({ step }) => step === text)

/** Facilities that are concerned: those that were stood down owe nothing and are counted nowhere. */
export const concerned = (cases: readonly CaseSummary[]): readonly CaseSummary[] =>
  cases.filter((on) => !on.stoodDown)

export const countStep = (cases: readonly CaseSummary[], step: EvidenceStep): number =>
  cases.filter((on) => on.evidence[step]).length

/** The steps as figures, each linked to the facilities it counts. */
export function funnelFigures(recallId: string, cases: readonly CaseSummary[]): readonly Figure[] {
  const all = concerned(cases)
  return evidenceSteps.map(({ step, label }) => ({
    label,
    value: countStep(all, step),
    note: `of ${all.length}`,
    href: `/recalls/${recallId}?step=${step}#facilities`,
  }))
}

/** Silent and overdue ones first, then by deadline; what is done comes last. */
export function byUrgency(cases: readonly CaseSummary[], now: string): readonly CaseSummary[] {
  const rank = (on: CaseSummary) => {
    if (on.status !== 'open' || on.stoodDown) return 4
    const overdue = on.due !== undefined && on.due.at < now
    if (!on.evidence.received) return overdue ? 0 : 2
    return overdue ? 1 : 3
  }
  return cases.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.due?.at ?? '9').localeCompare(b.due?.at ?? '9') ||
      a.facilityName.localeCompare(b.facilityName),
  )
}
