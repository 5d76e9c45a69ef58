import type { Case, LetterKind } from './case.ts'
import type { CaseEventOf } from './case-event.ts'

/** Letters that answer somebody, and tell a facility nothing. */
const asked: readonly LetterKind[] = ['receipt', 'fresh-code', 'wrong-recipient']

/** The case once a letter is planned: what the letter says, the facility has been told. */
export function letterPlanned(on: Case, { plan }: CaseEventOf<'LetterPlanned'>): Case {
  const tells = !asked.includes(plan.kind)
  const spokenOf = new Set([...plan.newUnits, ...plan.releasedUnits])
  return {
    ...on,
    letters: [...on.letters, plan],
    untoldChanges: on.untoldChanges.filter((part) => !plan.changed.includes(part)),
    ...(plan.kind === 'close-out' && on.closing ? { closing: { ...on.closing, told: true } } : {}),
    duties: on.duties.map((duty) =>
      plan.dutyIds.includes(duty.dutyId) && tells ? { ...duty, told: true } : duty,
    ),
    units: on.units.map((unit) => ({
      ...unit,
      ...(spokenOf.has(unit.custodyId) ? { told: unit.verdict.value } : {}),
      ...(unit.surfaced && spokenOf.has(unit.custodyId)
        ? { surfaced: { ...unit.surfaced, told: true } }
        : {}),
      ...(unit.askedToConfirm && plan.confirmUnits.includes(unit.custodyId)
        ? { askedToConfirm: { ...unit.askedToConfirm, told: true } }
        : {}),
    })),
  }
}
