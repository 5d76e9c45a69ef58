import { serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case, LetterPlan } from '@recallwire/domain/casework/case.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { outgoingLetterEvents } from '../sending/letter-events.ts'
import type { CaseworkDeps } from './casework-deps.ts'

/** A letter the case decided on becomes a letter waiting to be sent. Everything else in a case is for other readers. */
export async function handleCaseEvent(
  deps: CaseworkDeps,
  event: EventOf<'recallwire.case-changed.v1'>,
): Promise<void> {
  if (event.data.event.kind !== 'LetterPlanned') return
  const { plan } = event.data.event
  const on = (await deps.backEnd.cases.get(serviceReader('notifier'), event.data.caseId))?.document
  if (on === undefined)
    throw new RecallError('upstream-unavailable', `Case ${event.data.caseId} is not readable yet`)
  const letter = queuedLetter(on, plan, deps.clock.now())
  const actor = serviceActor('notifier', deps.installationId)
  // A conflict says that the letter is there already: the event was delivered again.
  await deps.backEnd.letters.save({
    id: letter.letterId,
    expectedVersion: 0,
    next: letter,
    events: outgoingLetterEvents(letter, [{ kind: 'LetterQueued', plan }], {
      actor,
      at: letter.queuedAt,
      causeId: event.id,
    }),
    causeId: event.id,
  })
}

function queuedLetter(on: Case, plan: LetterPlan, queuedAt: string): Letter {
  const { caseId, recallId, facilityId, organisationId, recallClass } = on
  const { letterId } = plan
  return {
    letterId,
    caseId,
    recallId,
    facilityId,
    organisationId,
    plan,
    recallClass,
    state: 'pending',
    queuedAt,
    attempts: 0,
    possibleRepeat: false,
  }
}
