import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { Topic } from '@recallwire/domain/events/topics.ts'
import { meetContact, queueVerification } from '../contacts/handle-contact-event.ts'
import { noteReport } from '../contacts/note-report.ts'
import { followLadders } from '../ladders/follow-ladders.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { handleCaseEvent } from './handle-case-event.ts'
import { handleMailEvent } from './handle-mail-event.ts'
import { handleRecallEvent } from './handle-recall-event.ts'

/** The topics whose events change cases and letters. */
export const notifierTopics: readonly Topic[] = [
  'recall.events',
  'case.events',
  'mail.events',
  'audit.events',
]

/** Handles one event of those topics. Persists and returns: no letter is sent here. */
export async function handleEvent(
  deps: CaseworkDeps,
  event: RecallEvent,
  signal: AbortSignal,
): Promise<void> {
  switch (event.type) {
    case 'recallwire.notice-drafted.v1':
    case 'recallwire.notice-published.v1':
    case 'recallwire.closing-asked.v1':
    case 'recallwire.source-attached.v1':
    case 'recallwire.recall-closed.v1':
    case 'recallwire.units-matched.v1':
    case 'recallwire.matching-completed.v1':
    case 'recallwire.unit-reported-elsewhere.v1':
    case 'recallwire.review-opened.v1':
    case 'recallwire.review-confirmed.v1':
    case 'recallwire.review-dismissed.v1':
    case 'recallwire.unit-surfaced.v1':
    case 'recallwire.verdict-override-proposed.v1':
    case 'recallwire.verdict-override-decided.v1':
    case 'recallwire.verdict-override-lapsed.v1':
      return handleRecallEvent(deps, event, signal)
    case 'recallwire.ladder-changed.v1':
      return followLadders(deps, event, signal)
    case 'recallwire.case-changed.v1':
      return handleCaseEvent(deps, event)
    case 'recallwire.letter-changed.v1':
      return handleMailEvent(deps, event)
    case 'recallwire.house-letter-changed.v1':
      return noteReport(deps, event.data.letterId, event.data.event, event.id)
    case 'recallwire.webhook-endpoint-changed.v1':
    case 'recallwire.webhook-delivery-changed.v1':
      return
    case 'recallwire.contact-changed.v1':
      return queueVerification(deps, event)
    case 'recallwire.directory-changed.v1':
      return meetContact(deps, event)
    case 'recallwire.source-recorded.v1':
    case 'recallwire.letters-overdue.v1':
    case 'recallwire.parked-settled.v1':
    case 'recallwire.access-denied.v1':
    case 'recallwire.inventory-read.v1':
      return
    case 'recallwire.device-observed.v1':
    case 'recallwire.devices-imported.v1':
    case 'recallwire.catalogue-imported.v1':
      throw new Error(`${event.type} came on a topic it does not belong to`)
    default:
      return event satisfies never
  }
}
