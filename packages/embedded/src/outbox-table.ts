import { eventBytes, type OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { Writes } from './database.ts'

/** Puts events beside the document whose write they are part of; the relay takes them on to the log. */
export type PutInOutbox = (tx: Writes, events: readonly OutgoingEvent[]) => void

/** `realNow` says since when an event waits. */
export const createPutInOutbox =
  (realNow: () => string): PutInOutbox =>
  (tx, events) => {
    for (const { topic, key, event } of events) {
      tx.run(
        'INSERT INTO outbox (topic, key, value, stored_at) VALUES (?, ?, ?, ?)',
        topic,
        key,
        eventBytes(event),
        realNow(),
      )
    }
  }
