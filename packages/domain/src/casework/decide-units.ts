import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { dutyIdOf } from '../ids.ts'
import type { MatchedUnit } from '../scope/verdict.ts'
import { type Case, openDuties } from './case.ts'
import type { CaseAct, CaseCommand, RecallFacts } from './case-command.ts'
import type { CaseEvent } from './case-event.ts'
import { type CaseIds, evolveCase } from './evolve-case.ts'
import { isAssessed, isStoodDown, settle } from './settle.ts'
import { planTell } from './tell.ts'

type Judge = Extract<CaseCommand, { kind: 'JudgeUnits' }>
type Address = Extract<CaseCommand, { kind: 'AddressFacility' }>

/** The matcher's word on units here: opens the case, adds late units, resolves possible ones, releases what left the scope. */
export function judgeUnits(
  on: Case | undefined,
  ids: CaseIds,
  command: Judge,
  act: CaseAct,
): readonly CaseEvent[] {
  const units = command.units.filter((unit) => isNews(on, unit))
  if (units.length === 0) return []
  const opened: readonly CaseEvent[] = on
    ? []
    : openingOf(ids, command.recall, command.organisationId, false, act)
  const judged: CaseEvent = { kind: 'UnitsJudged', revision: command.recall.revision, units }
  if (on?.status === 'closed') return [judged]
  const then = after(on, ids, [...opened, judged], act)
  const reopened =
    on?.status === 'done' && leavesOpen(then) ? reopen(then, 'a unit in scope is not answered for') : []
  const told = planTell(on, command.tellAt, 'units were matched')
  const events = [...opened, judged, ...reopened, ...told]
  return [...events, ...settle(after(on, ids, events, act), act.at)]
}

/** The firm wrote to this consignee whatever it holds: a reply is owed even with nothing here. */
export function addressFacility(
  on: Case | undefined,
  ids: CaseIds,
  command: Address,
  act: CaseAct,
): readonly CaseEvent[] {
  if (on?.addressed || on?.status === 'closed') return []
  if (on) {
    const addressed: CaseEvent = { kind: 'FacilityAddressed' }
    const then = after(on, ids, [addressed], act)
    if (on.status !== 'done' || !leavesOpen(then)) return [addressed]
    const because = 'the firm addressed this consignee'
    return [addressed, ...reopen(then, because), ...planTell(on, command.tellAt, because)]
  }
  return [
    ...openingOf(ids, command.recall, command.organisationId, true, act),
    ...planTell(on, command.tellAt, 'the firm addressed this consignee'),
  ]
}

/** Outside is news only for a unit the case knows as something else. */
function isNews(on: Case | undefined, unit: MatchedUnit): boolean {
  const known = on?.units.find((candidate) => candidate.matchId === unit.matchId)
  if (known === undefined) return unit.verdict.value !== 'outside'
  return canonicalJson([known.verdict, known.facts]) !== canonicalJson([unit.verdict, unit.facts])
}

/** An answer that stands also answers for a unit that was only possible when it was given. */
const leavesOpen = (then: Case): boolean =>
  !isStoodDown(then) && (!isAssessed(then) || openDuties(then).length > 0)

function openingOf(
  ids: CaseIds,
  recall: RecallFacts,
  organisationId: string,
  addressed: boolean,
  act: CaseAct,
): readonly CaseEvent[] {
  const { firmOrganisationId, recallClass, revision, materialRevision } = recall
  return [
    {
      kind: 'CaseOpened',
      addressed,
      firmOrganisationId,
      organisationId,
      recallClass,
      revision,
      materialRevision,
    },
    {
      kind: 'DutyAdded',
      duty: {
        dutyId: dutyIdOf(ids.caseId, firmOrganisationId, recall.reference),
        kind: 'firm',
        senderOrganisationId: firmOrganisationId,
        senderName: recall.firmName,
        reference: recall.reference,
        owedSince: act.at,
        told: false,
      },
    },
  ]
}

/** Earlier replies stand; the units that came later are owed an answer of their own. */
export const reopen = (on: Case, because: string): readonly CaseEvent[] => [
  { kind: 'CaseReopened', because },
  ...on.duties
    .filter((duty) => duty.dischargedAt !== undefined && !isAssessed(on))
    .map((duty): CaseEvent => ({ kind: 'DutyReopened', dutyId: duty.dutyId, because })),
]

function after(on: Case | undefined, ids: CaseIds, events: readonly CaseEvent[], act: CaseAct): Case {
  const next = events.reduce<Case | undefined>((state, event) => evolveCase(state, event, ids, act.at), on)
  if (next === undefined) throw new Error(`case ${ids.caseId} was not opened`)
  return next
}
