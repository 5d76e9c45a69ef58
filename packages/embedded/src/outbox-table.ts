import { eventBytes, type OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { Bell } from '@recallwire/runtime/bell.ts'
import type { Writes } from './database.ts'

/** Puts events beside the document whose write they are part of; the relay takes them on to the log. */
export type PutInOutbox = (tx: Writes, events: readonly OutgoingEvent[]) => void

/** `realNow` says since when an event waits; the bell is rung once it does. */
export const createPutInOutbox =
  (realNow: () => string, bell: Pick<Bell, 'ring'>): PutInOutbox =>
  (tx, events) => {
    if (events.length > 0) tx.onceDurable(bell.ring)
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
