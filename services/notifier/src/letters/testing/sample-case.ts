import { type Actor, serviceActor } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { CaseCommand, RecallFacts } from '@recallwire/domain/casework/case-command.ts'
import { decideCase } from '@recallwire/domain/casework/decide-case.ts'
import { contactsInOrder } from '@recallwire/domain/directory/facility.ts'
import { caseIdOf, custodyIdOf, matchIdOf, unitKeyOf } from '@recallwire/domain/ids.ts'
import type { MatchedUnit } from '@recallwire/domain/scope/verdict.ts'
import { addMs } from '@recallwire/domain/time.ts'
import {
  coordinator,
  engineer,
  facility,
  facilityId,
  firmName,
  firmOrganisationId,
  organisationId,
  publishedAt,
  recallId,
  reference,
} from './sample-recall.ts'

export const caseId = caseIdOf(recallId, facilityId)
const ids = { caseId, recallId, facilityId }
const automatic: Actor = serviceActor('notifier', firmOrganisationId)

export const recallFacts: RecallFacts = {
  firmOrganisationId,
  firmName,
  reference,
  recallClass: null,
  revision: 1,
  materialRevision: 1,
}

type Known = MatchedUnit['facts']
const di = { M6: '00860001234510', TS: '00860001234688' }

/** A unit with its verdict; `mark` is what tells it apart from the others. */
export function unitOf(
  productId: 'M6' | 'TS',
  mark: { readonly serial: string } | { readonly lot: string } | { readonly assetTag: string },
  verdict: Omit<MatchedUnit['verdict'], 'productId' | 'matchedBy'>,
  more: Omit<Known, 'di'> = {},
): MatchedUnit {
  const product = { di: di[productId] }
  const unitKey = unitKeyOf({ product, mark: 'assetTag' in mark ? { ...mark, facilityId } : mark })
  const custodyId = custodyIdOf(unitKey, facilityId, 'observed')
  return {
    matchId: matchIdOf(recallId, custodyId),
    custodyId,
    unitKey,
    facts: { ...product, ...mark, ...more },
    verdict: { ...verdict, productId, matchedBy: 'di' },
  }
}

const listed = (serial: string): Omit<MatchedUnit['verdict'], 'productId' | 'matchedBy'> => ({
  value: 'affected',
  because: `serial ${serial} is on the notice's list`,
})

export const pump = unitOf('M6', { serial: '765201' }, listed('765201'), {
  assetTag: 'BME-0417',
  softwareVersion: '5.02.1',
})
export const secondPump = unitOf('M6', { serial: '765388' }, listed('765388'), { assetTag: 'BME-0423' })
export const tubing = unitOf(
  'TS',
  { lot: 'L2207' },
  { value: 'affected', because: "lot L2207 is on the notice's list" },
  { quantity: 40 },
)
export const unreadPump = unitOf(
  'M6',
  { assetTag: 'BME-0398' },
  { value: 'possible', because: 'the record has no serial', missing: 'serial' },
)
export const latePump = unitOf('M6', { serial: '770412' }, listed('770412'), { assetTag: 'BME-0511' })

export const facilityFacts = {
  organisationId,
  timeZone: facility.timeZone,
  contacts: contactsInOrder([coordinator, engineer], []),
}

/** The case after a command; throws where the case refuses it. */
export function after(
  on: Case | undefined,
  command: CaseCommand,
  at: string,
  actor: Actor = automatic,
): Case {
  const decision = decideCase(on, ids, command, { actor, at })
  if (decision.kind === 'refused') throw new Error(decision.message)
  if (decision.next === undefined) throw new Error(`${command.kind} opened no case`)
  return decision.next
}

export const judged = (on: Case | undefined, units: readonly MatchedUnit[], at = publishedAt): Case =>
  after(on, { kind: 'JudgeUnits', recall: recallFacts, organisationId, units, tellAt: at }, at)

/** Plans whatever is due. */
export const told = (on: Case, at: string): Case =>
  after(on, { kind: 'TakeDueSteps', facility: facilityFacts }, at)

/** The mail service took the newest letter. */
export const sent = (on: Case, at: string): Case =>
  after(
    on,
    {
      kind: 'RecordLetterAccepted',
      letterId: newestPlan(on).letterId,
      acceptedAt: at,
      timeZone: facility.timeZone,
    },
    at,
  )

export function newestPlan(on: Case): Case['letters'][number] {
  const plan = on.letters.at(-1)
  if (plan === undefined) throw new Error('no letter was planned')
  return plan
}

/** Units found, the initial letter planned and taken by the mail service a minute later. */
export const withInitialLetter = (units = [pump, secondPump, tubing, unreadPump]): Case =>
  sent(told(judged(undefined, units), publishedAt), addMs(publishedAt, 60_000))
