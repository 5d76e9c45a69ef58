import { randomUUID } from 'node:crypto'
import { createHandshake } from './create-handshake.ts'
import { closeLimitMs, heartbeatMs } from './kafka-tuning.ts'
import type { Delivery, LogClient } from './log-client.ts'
import { within } from './within.ts'

export type ReadDeps = {
  readonly client: Pick<LogClient, 'join' | 'ends' | 'forgetGroup'>
  /** Begins the name of the group under which a reader reads; no other shares its partitions. */
  readonly groupPrefix: string
}

/** Long, since whoever reads may take its time with a part. */
const sessionMs = 30_000
const silenceLimitMs = 30_000

/** The deliveries that hold what a topic has after the given offsets, each partition in order, up to what is there now. */
export async function* readTopic(
  { client, groupPrefix }: ReadDeps,
  topic: string,
  after: Readonly<Record<number, number>>,
): AsyncGenerator<Delivery> {
  const left = new Map<number, { next: number; readonly end: number }>()
  for (const { partition, first, end } of await client.ends(topic)) {
    const next = Math.max(first, (after[partition] ?? -1) + 1)
    if (next < end) left.set(partition, { next, end })
  }
  if (left.size === 0) return
  const group = `${groupPrefix}reader-${randomUUID()}`
  const handedOver = createHandshake(heartbeatMs(sessionMs))
  const member = await client.join({
    group,
    topics: [topic],
    concurrency: 1,
    sessionMs,
    onDelivery: handedOver.offer,
    onReassigned: () => undefined,
    onEnded: handedOver.fail,
  })
  try {
    for (const [partition, { next }] of left) member.seek(topic, partition, next)
    while (left.size > 0) {
      const delivery = await handedOver.take(silenceLimitMs)
      const place = left.get(delivery.partition)
      const records = delivery.records.filter(
        ({ offset }) => place !== undefined && offset >= place.next && offset < place.end,
      )
      const last = records.at(-1)
      if (place !== undefined && last !== undefined) {
        yield { ...delivery, records }
        place.next = last.offset + 1
        if (place.next >= place.end) left.delete(delivery.partition)
      }
      const seen = delivery.records.at(-1)
      if (seen !== undefined) delivery.resolve(seen.offset)
    }
  } finally {
    handedOver.close()
    await within(member.leave(), closeLimitMs)
    // A group that cannot be deleted now goes by itself when its offsets expire.
    await client.forgetGroup(group).catch(() => undefined)
  }
}
