import { serviceActor } from '@recallwire/domain/access/actor.ts'
import type { CaseCommand } from '@recallwire/domain/casework/case-command.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { noteReport } from '../contacts/note-report.ts'
import { followIfChanged } from '../ladders/follow-ladders.ts'
import { readLadders } from '../ladders/read-ladders.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { readFacility, readFacilityFacts } from './read-facility.ts'
import { readRecall } from './read-recall.ts'
import { saveCase } from './save-case.ts'

type MailEvent = EventOf<'recallwire.letter-changed.v1'>

/**
 * What became of a letter is remembered of the contact it went to, and goes back to its case: the reply clock starts, the next
 * contact is written to at once or when a late letter has not arrived in time, or a person is asked to phone.
 */
export async function handleMailEvent(deps: CaseworkDeps, event: MailEvent): Promise<void> {
  await noteReport(deps, event.data.letterId, event.data.event, event.id)
  const command = await commandOf(deps, event)
  if (command === undefined) return
  const actor = serviceActor('notifier', deps.installationId)
  const { caseId, recallId, facilityId, letterId } = event.data
  const ids = { caseId, recallId, facilityId }
  const outcome = await saveCase(deps, { ids, command, actor, causeId: event.id })
  if (outcome.kind === 'refused')
    throw new Error(`case ${caseId} refuses the fate of its letter ${letterId}: ${outcome.message}`)
  if (command.kind === 'RecordLetterAccepted' && command.ladders && outcome.document)
    await followIfChanged(deps, outcome.document, command.ladders, event.id)
}

async function commandOf(deps: CaseworkDeps, { data }: MailEvent): Promise<CaseCommand | undefined> {
  const { letterId, event } = data
  switch (event.kind) {
    case 'LetterSent': {
      const { newest } = await readRecall(deps.backEnd, data.recallId)
      const { timeZone } = await readFacility(deps.backEnd, data.facilityId)
      return {
        kind: 'RecordLetterAccepted',
        letterId,
        acceptedAt: event.acceptedAt,
        timeZone,
        replyWithinBusinessDays: newest.content.replyWithinBusinessDays,
        ladders: await readLadders(deps.backEnd, data.recallId),
      }
    }
    case 'LetterStuck':
      return { kind: 'RecordLetterStuck', letterId, because: event.because }
    case 'LetterBounced': {
      if (event.reached) return undefined
      const facility = await readFacilityFacts(deps.backEnd, data.facilityId)
      return { kind: 'RecordLetterBounced', letterId, because: event.because, facility }
    }
    case 'LetterDelayed':
      return { kind: 'RecordLetterDelayed', letterId, delayedAt: event.at }
    case 'LetterDelivered':
      return { kind: 'RecordLetterDelivered', letterId }
    case 'LetterComplained':
    case 'LetterQueued':
    case 'LetterSending':
    case 'LetterUnclear':
    case 'LetterRefused':
    case 'LetterCancelled':
    case 'WrongCodes':
      return undefined
    default:
      return event satisfies never
  }
}
