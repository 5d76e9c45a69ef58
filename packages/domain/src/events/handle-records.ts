import { parseEvent, type RecallEvent } from './envelope.ts'

/**
 * Turns a handler of events into a handler of log records, one event at a time in the order given. A record that is no
 * event of this catalogue throws, so that the log parks it with the reason and its bytes.
 */
export const handleRecords =
  (handle: (event: RecallEvent, signal: AbortSignal) => Promise<void>) =>
  async (records: readonly { readonly value: Uint8Array }[], signal: AbortSignal): Promise<void> => {
    for (const record of records) {
      signal.throwIfAborted()
      const parsed = parseEvent(record.value)
      if (parsed.kind === 'problem') throw new Error(parsed.reason)
      await handle(parsed.event, signal)
    }
  }
