import { topics as allTopics, type ParkedTopic, type Topic } from '@recallwire/domain/events/topics.ts'
import type { EventLog, LogRecord } from '@recallwire/ports/event-log.ts'
import { headersOfParked } from '@recallwire/ports/parked-headers.ts'
import { partitionOf } from '@recallwire/ports/partition-of.ts'
import type { Delivery, LogClient, OutgoingRecord } from './log-client.ts'
import { bytesHeader, type ParkedShelf } from './parked-shelf.ts'
import { createPublishQueue } from './publish-queue.ts'
import { readTopic } from './read-topic.ts'
import { startSubscription } from './start-subscription.ts'
import type { LogShape } from './topic-plan.ts'

export type EventLogDeps = {
  readonly client: LogClient
  readonly shelf: ParkedShelf
  readonly shape: LogShape
  readonly sessionMs: number
  readonly realNow: () => string
  readonly onFault: (error: unknown) => void
}

/** Long enough for a leader to move, short enough for whoever waits to say that it waits. */
const publishLimitMs = 10_000
/** kafkajs copies what it has of a batch with every record, so that large ones take more time per record than small ones. */
const batchLimits = { batchBytes: 512 * 1024, batchRecords: 500 }

/** The log on Kafka. `close` stops the subscriptions that still run. */
export function createEventLog(deps: EventLogDeps): EventLog & { close(): Promise<void> } {
  const { client, shelf, shape, sessionMs, realNow, onFault } = deps
  const { prefix, partitions } = shape
  const queue = createPublishQueue(client.append, { limitMs: publishLimitMs, ...batchLimits })
  const running = new Set<{ stop(): Promise<void> }>()
  /** Answers where the record is. */
  const append = async (topic: Topic | ParkedTopic, record: OutgoingRecord) => {
    const partition = partitionOf(record.key, partitions)
    return { partition, offset: await queue.publish(`${prefix}${topic}`, partition, record) }
  }
  const publishParked = async (
    topic: ParkedTopic,
    { key, value, headers }: OutgoingRecord,
  ): Promise<void> => {
    const origin = originOf(topic)
    const { name, isListed } = await shelf.put({ topic: origin, key, value, headers })
    if (isListed) return
    const naming = { key, value: nothing, headers: { ...headers, [bytesHeader]: name } }
    const { partition, offset } = await append(topic, naming)
    await shelf.list(name, `${origin}.${partition}.${offset}`)
  }
  const publish: EventLog['publish'] = async (topic, key, value, headers = {}) => {
    if (isParked(topic)) await publishParked(topic, { key, value, headers })
    else await append(topic, { key, value, headers })
  }
  const recordsOf = (delivery: Delivery): readonly LogRecord[] => {
    const { partition } = delivery
    const topic = topicOf(delivery.topic.slice(prefix.length))
    return delivery.records.map(
      ({ offset, key, value, headers }): LogRecord => ({ topic, partition, offset, key, value, headers }),
    )
  }
  return {
    publish,
    subscribe: async ({ topics, group, handle }) => {
      const started = await startSubscription({
        client,
        group: `${prefix}${group}`,
        topics: topics.map((topic) => `${prefix}${topic}`),
        concurrency: topics.length * partitions,
        sessionMs,
        handle,
        recordsOf,
        park: (record, reason) => {
          const headers = headersOfParked(record, { group, reason, at: realNow() })
          return publish(parkedTopicOf(record.topic), record.key, record.value, headers)
        },
        onFault,
      })
      const subscription = {
        stop: () => started.stop().finally(() => running.delete(subscription)),
      }
      running.add(subscription)
      return subscription
    },
    read: async function* (topic, after = {}) {
      const deliveries = readTopic({ client, groupPrefix: prefix }, `${prefix}${topic}`, after)
      for await (const delivery of deliveries) {
        const records = recordsOf(delivery)
        yield* isParked(topic) ? await withBytes(shelf, records) : records
      }
    },
    lag: async (group, topics) => {
      const behind = await Promise.all(
        topics.map(async (topic) => {
          const name = `${prefix}${topic}`
          const [ends, places] = await Promise.all([
            client.ends(name),
            client.committed(`${prefix}${group}`, name),
          ])
          return ends.reduce(
            (sum, { partition, first, end }) => sum + end - Math.max(first, places.get(partition) ?? 0),
            0,
          )
        }),
      )
      return behind.reduce((sum, records) => sum + records, 0)
    },
    close: async () => {
      queue.close()
      await Promise.all([...running].map((subscription) => subscription.stop()))
    },
  }
}

const nothing = new Uint8Array(0)

/** Records of what is parked as they were parked. */
async function withBytes(shelf: ParkedShelf, records: readonly LogRecord[]): Promise<readonly LogRecord[]> {
  const bytes = await shelf.read(records.flatMap(({ headers }) => headers[bytesHeader] ?? []))
  return records.map((record) => {
    const { [bytesHeader]: name, ...headers } = record.headers
    return name === undefined ? record : { ...record, headers, value: bytes.get(name) ?? nothing }
  })
}

const isParked = (topic: Topic | ParkedTopic): topic is ParkedTopic => allTopics.every((one) => one !== topic)

const known = new Map<string, Topic | ParkedTopic>(
  allTopics.flatMap((topic) => [
    [topic, topic],
    [`${topic}.parked`, `${topic}.parked`],
  ]),
)

function topicOf(name: string): Topic | ParkedTopic {
  const topic = known.get(name)
  if (!topic) throw new Error(`${name} is not a topic of this log`)
  return topic
}

/** Only topics are subscribed to, never what is parked. */
function parkedTopicOf(name: Topic | ParkedTopic): ParkedTopic {
  const topic = allTopics.find((one) => one === name)
  if (!topic) throw new Error(`a record of ${name} is not parked again`)
  return `${topic}.parked`
}

function originOf(parked: ParkedTopic): Topic {
  const topic = allTopics.find((one) => `${one}.parked` === parked)
  if (!topic) throw new Error(`${parked} is not a topic of this log`)
  return topic
}
