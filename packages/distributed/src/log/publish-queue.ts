import type { LogClient, OutgoingRecord } from './log-client.ts'
import { unavailable } from './log-errors.ts'

/** Puts records into the log, many in one write. */
export interface PublishQueue {
  /** Resolves when the record is confirmed. Rejects otherwise, and then it may or may not be there. */
  publish(topic: string, partition: number, record: OutgoingRecord): Promise<void>
  /** Rejects what waits; what is on its way is awaited by nobody. */
  close(): void
}

export type QueueLimits = {
  /** How long a record may take, waiting and sending, until its publisher is told no. */
  readonly limitMs: number
  /** Values in one write; a larger record goes alone. */
  readonly batchBytes: number
}

type Waiting = { readonly record: OutgoingRecord; readonly settle: (error?: unknown) => void }

/**
 * One lane per partition with one write on its way: what comes meanwhile goes together with the next one, in order. So
 * the order per key holds although writes are retried, and a partition without a leader holds up no other. A record that
 * gets its no while it still waits leaves its lane, so that an outage does not fill it with what is sent again anyway.
 */
export function createPublishQueue(append: LogClient['append'], limits: QueueLimits): PublishQueue {
  const lanes = new Map<string, { readonly waiting: Set<Waiting>; sending: boolean }>()
  let closed = false

  const drain = async (
    topic: string,
    partition: number,
    lane: { waiting: Set<Waiting>; sending: boolean },
  ) => {
    lane.sending = true
    // All that is published in the same turn goes together.
    await Promise.resolve()
    while (lane.waiting.size > 0) {
      const batch = takeBatch(lane.waiting, limits.batchBytes)
      const error = await append(
        topic,
        partition,
        batch.map(({ record }) => record),
      ).then(
        () => undefined,
        (failure: unknown) => failure ?? unavailable('the write failed'),
      )
      for (const { settle } of batch) settle(error)
    }
    lane.sending = false
  }

  return {
    publish: (topic, partition, record) => {
      if (closed) return Promise.reject(unavailable('the log is closed'))
      const name = `${topic}/${partition}`
      const lane = lanes.get(name) ?? { waiting: new Set(), sending: false }
      lanes.set(name, lane)
      const published = enqueue(lane.waiting, record, limits.limitMs)
      if (!lane.sending) void drain(topic, partition, lane)
      return published
    },
    close: () => {
      closed = true
      for (const { waiting } of lanes.values()) {
        for (const { settle } of waiting) settle(unavailable('the log was closed before the record was sent'))
        waiting.clear()
      }
    },
  }
}

function enqueue(waiting: Set<Waiting>, record: OutgoingRecord, limitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      waiting.delete(entry)
      reject(unavailable(`Kafka did not confirm a record within ${limitMs} ms`))
    }, limitMs)
    const entry: Waiting = {
      record,
      settle: (error) => {
        clearTimeout(limit)
        if (error === undefined) resolve()
        else reject(error)
      },
    }
    waiting.add(entry)
  })
}

function takeBatch(waiting: Set<Waiting>, mostBytes: number): readonly Waiting[] {
  const batch: Waiting[] = []
  let bytes = 0
  for (const entry of waiting) {
    bytes += entry.record.value.byteLength
    if (batch.length > 0 && bytes > mostBytes) break
    batch.push(entry)
    waiting.delete(entry)
  }
  return batch
}
