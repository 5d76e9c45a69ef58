import { parseEvent, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { Topic } from '@recallwire/domain/events/topics.ts'
import type { BackEnd, Outbox } from '../back-end.ts'

/** Relays until nothing waits. */
export async function relayAll(outbox: Outbox, atOnce = 100): Promise<void> {
  while ((await outbox.waiting()).count > 0) await outbox.relay(atOnce)
}

/** Every event of a topic, each once and in the order of its first arrival, after relaying what waits. */
export async function readEvents(
  { log, outbox }: Pick<BackEnd, 'log' | 'outbox'>,
  topic: Topic,
): Promise<readonly RecallEvent[]> {
  await relayAll(outbox)
  const events = new Map<string, RecallEvent>()
  for await (const record of log.read(topic)) {
    const read = parseEvent(record.value)
    if (read.kind === 'problem') throw new Error(read.reason)
    if (!events.has(read.event.id)) events.set(read.event.id, read.event)
  }
  return [...events.values()]
}

export const idsOf = (events: readonly RecallEvent[]): readonly string[] => events.map((event) => event.id)
