import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { CaseRefusal, NameWrongRecipient } from '@recallwire/domain/casework/case-command.ts'
import { decideCase } from '@recallwire/domain/casework/decide-case.ts'
import { wrongRecipientIdOf } from '@recallwire/domain/ids.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { commitToPerson } from './commit-to-person.ts'
import { readFacilityFacts } from './read-facility.ts'
import { saveCase } from './save-case.ts'

export type WrongRecipientReport = Pick<NameWrongRecipient, 'channel' | 'letterId' | 'occurredAt'> & {
  readonly caseId: string
  readonly actor: Actor
  /** Names the submission: sent twice, it is one report. */
  readonly requestId: string
  /** Who says so, and whom he names instead, in his own words. */
  readonly person: { readonly name: string; readonly other?: string | undefined }
}

/** "Not us, try X", from whichever channel. Both names go to the personal store before the case holds the reference. */
export async function reportWrongRecipient(
  deps: CaseworkDeps,
  report: WrongRecipientReport,
): Promise<{ readonly kind: 'accepted'; readonly reportId: string } | CaseRefusal> {
  const { caseId, actor, requestId, channel, letterId, occurredAt, person } = report
  const on = (await deps.backEnd.cases.get(serviceReader('notifier'), caseId))?.document
  if (on === undefined) return noCase
  const reportId = wrongRecipientIdOf(caseId, requestId)
  const facility = await readFacilityFacts(deps.backEnd, on.facilityId)
  const command = {
    kind: 'NameWrongRecipient',
    reportId,
    channel,
    letterId,
    occurredAt,
    personalRef: reportId,
    commitment: '',
    facility,
  } as const
  // What is refused must leave no name behind.
  const rehearsed = decideCase(on, on, command, { actor, at: deps.clock.now() })
  if (rehearsed.kind === 'refused') return rehearsed
  const { name, other } = person
  const value = other === undefined ? { name } : { name, other }
  const commitment = await commitToPerson(deps, on.organisationId, reportId, value)
  const saved = await saveCase(deps, {
    ids: on,
    command: { ...command, commitment },
    actor,
    causeId: reportId,
    occurredAt,
  })
  return saved.kind === 'refused' ? saved : { kind: 'accepted', reportId }
}

const noCase: CaseRefusal = {
  kind: 'refused',
  reason: 'no-case',
  pointer: '',
  message: 'This facility has no case in this recall.',
}
