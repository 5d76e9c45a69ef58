import { serviceActor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case, LetterPlan } from '@recallwire/domain/casework/case.ts'
import type { CaseEventOf } from '@recallwire/domain/casework/case-event.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { cancelLetter } from '@recallwire/domain/letter/decide-letter.ts'
import type { AnyLetter, Letter } from '@recallwire/domain/letter/letter.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { outgoingLetterEvents } from '../sending/letter-events.ts'
import { queueWebhooks } from '../webhooks/queue-webhooks.ts'
import type { CaseworkDeps } from './casework-deps.ts'

/**
 * A letter the case decided on becomes a letter waiting to be sent, and a message for each of the facility's own systems; one that
 * people did something about is no longer stuck. Everything else in a case is for other readers.
 */
export async function handleCaseEvent(
  deps: CaseworkDeps,
  event: EventOf<'recallwire.case-changed.v1'>,
): Promise<void> {
  const happened = event.data.event
  if (happened.kind === 'LetterResolved') return unstick(deps, event.id, happened)
  if (happened.kind !== 'LetterPlanned' && happened.kind !== 'ReplyAskedByWebhook') return
  const on = (await deps.backEnd.cases.get(serviceReader('notifier'), event.data.caseId))?.document
  if (on === undefined)
    throw new RecallError('upstream-unavailable', `Case ${event.data.caseId} is not readable yet`)
  if (happened.kind === 'LetterPlanned') await queueLetter(deps, on, happened.plan, event.id)
  await queueWebhooks(deps, on, happened, event.id)
}

async function queueLetter(deps: CaseworkDeps, on: Case, plan: LetterPlan, causeId: string): Promise<void> {
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
      causeId,
    }),
    causeId,
  })
}

/** Only one that is stuck still: whatever was learnt of it since stands. */
async function unstick(
  deps: CaseworkDeps,
  causeId: string,
  { letterId, resolution }: CaseEventOf<'LetterResolved'>,
): Promise<void> {
  const { letters } = deps.backEnd
  const actor = serviceActor('notifier', deps.installationId)
  await decideAndSave<AnyLetter>(
    { read: () => letters.get(letterId), save: (change) => letters.save(change) },
    { id: letterId, causeId },
    (letter) => {
      if (letter?.state !== 'stuck') return { kind: 'nothing' }
      const { next, events } = cancelLetter(letter, becauseOf[resolution.how])
      const stamp = { actor, at: deps.clock.now(), causeId }
      return { kind: 'save', next, events: outgoingLetterEvents(letter, events, stamp) }
    },
  )
}

const becauseOf = {
  'written-again': 'a person had it written again',
  'by-phone': 'a person handed it to the phone',
  waived: 'two people decided that it need not go out',
} as const

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
