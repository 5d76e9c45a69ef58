import type { Actor } from '../access/actor.ts'
import type { Contact, KnownContact } from '../directory/facility.ts'
import { caseIdOf, dutyIdOf, matchIdOf } from '../ids.ts'
import { contentWith } from '../notice/notice.test-support.ts'
import type { MatchedUnit } from '../scope/verdict.ts'
import { type Case, caseSchema, type LetterKind } from './case.ts'
import type { CaseCommand, CaseRefusal, FacilityFacts, RecallFacts, SubmitReply } from './case-command.ts'
import { type CaseEvent, caseEventSchema } from './case-event.ts'
import { decideCase } from './decide-case.ts'
import type { UnitAnswerInput } from './unit-answer.ts'

const id = (letter: string) => letter.repeat(26)

/** A Monday, 10:00 in Chicago. */
export const monday = '2025-06-02T15:00:00.000Z'
export const timeZone = 'America/Chicago'

/** `at(1, '22:00')` is Tuesday 17:00 in Chicago. */
export const at = (day: number, time = '15:00'): string =>
  `2025-06-${String(2 + day).padStart(2, '0')}T${time}:00.000Z`

export const [recallId, facilityId, organisationId, firmOrganisationId] = [
  id('r'),
  id('s'),
  id('o'),
  id('f'),
] as const
export const caseIds = { caseId: caseIdOf(recallId, facilityId), recallId, facilityId }
export const firmDuty = dutyIdOf(caseIds.caseId, firmOrganisationId, 'FA-1')

export const recall = (change: Partial<RecallFacts> = {}): RecallFacts => ({
  firmOrganisationId,
  firmName: 'Northwind Devices',
  reference: 'FA-1',
  recallClass: null,
  revision: 1,
  materialRevision: 1,
  ...change,
})

const contact = (letter: string, role: Contact['role']): KnownContact => ({
  contactId: id(letter),
  facilityId,
  organisationId,
  role,
  order: 1,
  name: 'Recall desk',
  email: `${role}@hospital.example.org`,
  suppliedBy: 'facility',
  createdAt: '2025-01-01T00:00:00.000Z',
  standing: 'verified',
})
export const contacts = [
  contact('k', 'recall-coordinator'),
  contact('l', 'biomedical-engineering'),
  contact('m', 'risk-management'),
]
export const facility: FacilityFacts = { organisationId, timeZone, contacts }

/** A unit by its serial, `lot` with a quantity; ids derive from the mark. */
export function unit(
  mark: string,
  value: MatchedUnit['verdict']['value'] = 'affected',
  quantity?: number,
): MatchedUnit {
  const custodyId = custodyOf(mark)
  return {
    matchId: matchIdOf(recallId, custodyId),
    custodyId,
    unitKey: custodyId,
    facts: quantity === undefined ? { di: '09506000134352', serial: mark } : { lot: mark, quantity },
    verdict: {
      value,
      productId: 'P1',
      because: `judged ${value}`,
      matchedBy: 'di',
      ...(value === 'possible' ? { missing: 'serial' as const } : {}),
    },
  }
}
export const custodyOf = (mark: string): string => matchIdOf('custody', mark)

export const judge = (units: readonly MatchedUnit[], tellAt = monday, of = recall()): CaseCommand => ({
  kind: 'JudgeUnits',
  recall: of,
  organisationId,
  units,
  tellAt,
})

export const takeSteps = (facts = facility): CaseCommand => ({ kind: 'TakeDueSteps', facility: facts })

export const line = (
  mark: string,
  disposition: UnitAnswerInput['disposition'],
  more: Partial<UnitAnswerInput> = {},
): UnitAnswerInput => ({ custodyId: custodyOf(mark), disposition, ...more })

export const reply = (letter: string, more: Partial<SubmitReply> = {}): SubmitReply => ({
  kind: 'SubmitReply',
  replyId: id(letter),
  channel: 'console',
  occurredAt: at(1),
  holdsNone: false,
  units: [],
  dutyIds: [firmDuty],
  personalRef: id('p'),
  commitment: 'commitment',
  statementHash: 'hash',
  checks: contentWith().checks,
  ...more,
})

export type Recorded = { readonly event: CaseEvent; readonly at: string }

/**
 * One case lived through: `act` decides and applies a command and gives its events. Each act also shows that the
 * document keeps to its schema and that the same command delivered twice does nothing more.
 */
export function openStory(ids = caseIds) {
  const service: Actor = { organisationId: id('i'), role: 'service', by: 'notifier' }
  let on: Case | undefined
  const history: Recorded[] = []
  const decide = (command: CaseCommand, time: string) =>
    decideCase(on, ids, command, { actor: service, at: time })

  function attempt(command: CaseCommand, time: string): readonly CaseEvent[] | CaseRefusal {
    const decision = decide(command, time)
    if (decision.kind === 'refused') return decision
    on = decision.next === undefined ? undefined : caseSchema.parse(decision.next)
    const again = decide(command, time)
    if (again.kind === 'accepted' && again.events.length > 0)
      throw new Error(`${command.kind} delivered twice: ${JSON.stringify(again.events)}`)
    const events = decision.events.map((event) => caseEventSchema.parse(event))
    history.push(...events.map((event) => ({ event, at: time })))
    return events
  }

  function act(command: CaseCommand, time = monday): readonly CaseEvent[] {
    const result = attempt(command, time)
    if ('reason' in result) throw new Error(`${command.kind}: ${result.reason} ${result.message}`)
    return result
  }

  function refusal(command: CaseCommand, time = monday): CaseRefusal | undefined {
    const decision = decide(command, time)
    return decision.kind === 'refused' ? decision : undefined
  }

  function current(): Case {
    if (on === undefined) throw new Error('there is no case yet')
    return on
  }

  /** Takes what is due and has the mail service accept the letters, as the notifier would. */
  function mail(time = monday, facts = facility): readonly CaseEvent[] {
    const events = act(takeSteps(facts), time)
    for (const event of events) {
      if (event.kind !== 'LetterPlanned') continue
      act({ kind: 'RecordLetterAccepted', letterId: event.plan.letterId, acceptedAt: time, timeZone }, time)
    }
    return events
  }

  const letters = (): readonly LetterKind[] => current().letters.map((letter) => letter.kind)
  const planned = (): readonly string[] =>
    current()
      .steps.filter((step) => step.state === 'planned')
      .map((step) => `${step.kind} ${step.dueAt.slice(0, 16)}`)

  return { act, attempt, refusal, mail, current, letters, planned, history, exists: () => on !== undefined }
}

/** A case with these units, its first letter accepted on Monday. */
export function openToldStory(units: readonly MatchedUnit[] = [unit('1001'), unit('1002')]) {
  const story = openStory()
  story.act(judge(units))
  story.mail()
  return story
}
