import type { LogClient, OutgoingRecord } from './log-client.ts'
import { unavailable } from './log-errors.ts'

/** Puts records into the log, many in one write. */
export interface PublishQueue {
  /** Resolves with the record's offset when it is confirmed. Rejects otherwise, and then it may or may not be there. */
  publish(topic: string, partition: number, record: OutgoingRecord): Promise<number>
  /** Rejects what waits; what is on its way is awaited by nobody. */
  close(): void
}

export type QueueLimits = {
  /** How long a record may take, waiting and sending, until its publisher is told no; looked at four times a second. */
  readonly limitMs: number
  /** Values in one write; a larger record goes alone. */
  readonly batchBytes: number
  readonly batchRecords: number
}

type Entry = {
  readonly record: OutgoingRecord
  readonly lane: Lane
  readonly since: number
  readonly resolve: (offset: number) => void
  readonly reject: (error: unknown) => void
}
type Lane = {
  readonly topic: string
  readonly partition: number
  readonly waiting: Set<Entry>
  sending: boolean
}

const lookEveryMs = 250

/**
 * One lane per partition with one write on its way: what comes meanwhile goes together with the next one, in order. So
 * the order per key holds although writes are retried, and a partition without a leader holds up no other. A record that
 * gets its no while it still waits leaves its lane, so that an outage does not fill it with what is sent again anyway.
 */
export function createPublishQueue(append: LogClient['append'], limits: QueueLimits): PublishQueue {
  const lanes = new Map<string, Lane>()
  const unsettled = createDeadlines(limits.limitMs)
  let closed = false

  const drain = async (lane: Lane): Promise<void> => {
    const { topic, partition, waiting } = lane
    lane.sending = true
    // All that is published in the same turn goes together.
    await Promise.resolve()
    while (waiting.size > 0) {
      const batch = takeBatch(waiting, limits)
      const records = batch.map(({ record }) => record)
      const written = await append(topic, partition, records).then(
        (first) => ({ first }),
        (error: unknown) => ({ error }),
      )
      for (const [index, entry] of batch.entries()) {
        unsettled.forget(entry)
        if ('error' in written) entry.reject(written.error)
        else entry.resolve(written.first + index)
      }
    }
    lane.sending = false
  }

  return {
    publish: (topic, partition, record) => {
      if (closed) return Promise.reject(unavailable('the log is closed'))
      const name = `${topic}/${partition}`
      const lane = lanes.get(name) ?? { topic, partition, waiting: new Set(), sending: false }
      lanes.set(name, lane)
      return new Promise((resolve, reject) => {
        const entry: Entry = { record, lane, since: Date.now(), resolve, reject }
        lane.waiting.add(entry)
        unsettled.watch(entry)
        if (!lane.sending) void drain(lane)
      })
    },
    close: () => {
      closed = true
      for (const { waiting } of lanes.values()) {
        for (const entry of waiting) {
          unsettled.forget(entry)
          entry.reject(unavailable('the log was closed before the record was sent'))
        }
        waiting.clear()
      }
    },
  }
}

/** Says no to entries that are older than the limit. One timer for all, since there are tens of thousands a second. */
function createDeadlines(limitMs: number) {
  const entries = new Set<Entry>()
  let timer: NodeJS.Timeout | undefined
  const look = (): void => {
    // In the order in which they came.
    for (const entry of entries) {
      if (Date.now() - entry.since < limitMs) break
      entries.delete(entry)
      entry.lane.waiting.delete(entry)
      entry.reject(unavailable(`Kafka did not confirm a record within ${limitMs} ms`))
    }
    if (entries.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    watch: (entry: Entry): void => {
      entries.add(entry)
      timer ??= setInterval(look, lookEveryMs)
    },
    forget: (entry: Entry): void => {
      entries.delete(entry)
    },
  }
}

function takeBatch(waiting: Set<Entry>, { batchBytes, batchRecords }: QueueLimits): readonly Entry[] {
  const batch: Entry[] = []
  let bytes = 0
  for (const entry of waiting) {
    bytes += entry.record.value.byteLength
    if (batch.length === batchRecords || (batch.length > 0 && bytes > batchBytes)) break
    batch.push(entry)
    waiting.delete(entry)
  }
  return batch
}
