import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { Topic } from '@recallwire/domain/events/topics.ts'
import { applyClosing, applyNotice } from './apply-notice.ts'
import { applyObservations, type Observed } from './apply-observations.ts'
import { applyReply } from './apply-reply.ts'
import type { Matching } from './matching.ts'
import { endRecallReviews, reviewNoticeWords } from './reviews/review-notice-words.ts'
import { openRelinkJob } from './run-relink-jobs.ts'

export const matcherTopics: readonly Topic[] = ['recall.events', 'registry.events', 'case.events']
export const matcherGroup = 'matcher'

/**
 * Handles a batch in its order. Observations that follow each other are applied together: a file of a million rows would else
 * be as many waits for the disk.
 */
export async function handleEvents(
  deps: Matching,
  events: readonly RecallEvent[],
  signal: AbortSignal,
): Promise<void> {
  let observed: Observed[] = []
  const applyObserved = async () => {
    if (observed.length > 0) await applyObservations(deps, observed)
    observed = []
  }
  for (const event of events) {
    if (event.type === 'recallwire.device-observed.v1') {
      observed.push(event)
      continue
    }
    await applyObserved()
    signal.throwIfAborted()
    await handleEvent(deps, event)
  }
  await applyObserved()
}

/** What the matcher does about each event. A type that is none of its business is named all the same. */
async function handleEvent(deps: Matching, event: RecallEvent): Promise<void> {
  switch (event.type) {
    case 'recallwire.notice-published.v1':
      await applyNotice(deps, event)
      return reviewNoticeWords(deps, event)
    case 'recallwire.recall-closed.v1':
      await applyClosing(deps, event)
      return endRecallReviews(deps, event)
    case 'recallwire.device-observed.v1':
      return applyObservations(deps, [event])
    case 'recallwire.catalogue-imported.v1':
      return openRelinkJob(deps, event.id, event.time)
    case 'recallwire.case-changed.v1': {
      const change = event.data.event
      return change.kind === 'ReplyReceived' ? applyReply(deps, event, change.reply) : undefined
    }
    // Of these topics, but nothing that changes a scope or a row.
    case 'recallwire.notice-drafted.v1':
    case 'recallwire.closing-asked.v1':
    case 'recallwire.source-attached.v1':
    case 'recallwire.devices-imported.v1':
    // The matcher's own.
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
    // Of topics that are not subscribed.
    case 'recallwire.letter-changed.v1':
    case 'recallwire.ladder-changed.v1':
    case 'recallwire.house-letter-changed.v1':
    case 'recallwire.webhook-endpoint-changed.v1':
    case 'recallwire.webhook-delivery-changed.v1':
    case 'recallwire.contact-changed.v1':
    case 'recallwire.directory-changed.v1':
    case 'recallwire.source-recorded.v1':
    case 'recallwire.letters-overdue.v1':
    case 'recallwire.parked-settled.v1':
    case 'recallwire.access-denied.v1':
    case 'recallwire.inventory-read.v1':
      return
    default:
      return event satisfies never
  }
}
