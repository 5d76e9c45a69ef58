import { parseEvent, type RecallEvent } from './envelope.ts'
import type { EventType } from './event-catalogue.ts'

type ReadableRecord = { readonly value: Uint8Array }

/**
 * The events of a batch, those of the types that are wanted. A record that is none throws, so that the log parks it with
 * the reason and its bytes.
 */
export const eventsOfRecords = (
  records: readonly ReadableRecord[],
  isWanted: (type: EventType) => boolean = () => true,
): readonly RecallEvent[] =>
  records.flatMap((record) => {
    const parsed = parseEvent(record.value, isWanted)
    if (parsed.kind === 'problem') throw new Error(parsed.reason)
    return parsed.kind === 'event' ? [parsed.event] : []
  })

/** Turns a handler of events into a handler of log records, one event at a time in the order given. */
export const handleRecords =
  (handle: (event: RecallEvent, signal: AbortSignal) => Promise<void>) =>
  async (records: readonly ReadableRecord[], signal: AbortSignal): Promise<void> => {
    for (const record of records) {
      signal.throwIfAborted()
      for (const event of eventsOfRecords([record])) await handle(event, signal)
    }
  }
