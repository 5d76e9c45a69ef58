import { parseEvent, type RecallEvent } from './envelope.ts'
import { type EventType, isEventType } from './event-catalogue.ts'

type ReadableRecord = {
  readonly value: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * The header in which a writer may repeat its event's type, as it does for the many observations of an import: whoever does not
 * want them need not read them.
 */
export const typeHeader = 'type'

/**
 * The events of a batch, those of the types that are wanted. A record that is none throws, so that the log parks it with
 * the reason and its bytes.
 */
export const eventsOfRecords = (
  records: readonly ReadableRecord[],
  isWanted: (type: EventType) => boolean = () => true,
): readonly RecallEvent[] => {
  const events: RecallEvent[] = []
  for (const { value, headers } of records) {
    const told = headers?.[typeHeader]
    if (told !== undefined && isEventType(told) && !isWanted(told)) continue
    const parsed = parseEvent(value, isWanted)
    if (parsed.kind === 'problem') throw new Error(parsed.reason)
    if (parsed.kind === 'event') events.push(parsed.event)
  }
  return events
}

/** Turns a handler of events into a handler of log records, one event at a time in the order given. */
export const handleRecords =
  (handle: (event: RecallEvent, signal: AbortSignal) => Promise<void>) =>
  async (records: readonly ReadableRecord[], signal: AbortSignal): Promise<void> => {
    for (const record of records) {
      signal.throwIfAborted()
      for (const event of eventsOfRecords([record])) await handle(event, signal)
    }
  }
