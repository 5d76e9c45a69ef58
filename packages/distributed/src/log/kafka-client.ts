import type { Logger } from '@recallwire/runtime/logger.ts'
import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Kafka } from 'kafkajs'
import type { KafkaSettings } from '../kafka-settings.ts'
import { createReopened } from './create-reopened.ts'
import {
  adminTuning,
  clientTuning,
  closeLimitMs,
  compressFromBytes,
  consumerTuning,
  producerTuning,
  runTuning,
} from './kafka-tuning.ts'
import type { Delivery, LogClient, Member, Membership } from './log-client.ts'
import { asking, isOfClient, isOfKafkajs, ofClient, sendError, unavailable } from './log-errors.ts'
import {
  endsOf,
  foundTopicsOf,
  incomingRecordOf,
  outgoingMessageOf,
  placesOf,
  sizeOf,
  topicRequestOf,
} from './wire-record.ts'
import { within } from './within.ts'
import { createZstdCodec } from './zstd-codec.ts'

/** Node finds some of its names only this way. */
const { CompressionCodecs, CompressionTypes, ConfigResourceTypes, logLevel, Partitioners } = kafkajs

/**
 * kafkajs 2.2.4, and the one file that knows it. The settings and the way records are sent are those that lost nothing
 * while brokers were killed; infra/decisions has what happens with others.
 */
export async function openKafka(settings: KafkaSettings, logger: Logger): Promise<LogClient> {
  CompressionCodecs[CompressionTypes.ZSTD] = createZstdCodec
  const kafka = createKafka(settings, logger)
  const producer = kafka.producer({ ...producerTuning, createPartitioner: Partitioners.DefaultPartitioner })
  const admin = createReopened(
    async () => {
      const opened = createKafka(settings, logger, adminTuning).admin()
      await opened.connect()
      return opened
    },
    (opened) => opened.disconnect(),
  )
  try {
    // The producer would go on trying for a long time where no broker is.
    await admin.ask((open) => open.describeCluster())
    // A producer whose connect() rejected sends all the same, with less care: nothing may go on without it.
    await producer.connect()
  } catch (error) {
    await Promise.all([producer.disconnect(), admin.close()])
    throw unavailable('Kafka cannot be reached', error)
  }
  return {
    append: async (topic, partition, records) => {
      const messages = records.map((record) => outgoingMessageOf(record, partition))
      const compression = sizeOf(records) > compressFromBytes ? CompressionTypes.ZSTD : CompressionTypes.None
      const sent = await producer
        .send({ topic, acks: -1, compression, messages })
        .catch((error: unknown) => Promise.reject(sendError(topic, error)))
      // Records whose leader moved between tries are dropped from the request without an error; only this shows it.
      const confirmed = sent.find((one) => one.topicName === topic && one.partition === partition)
      if (confirmed?.errorCode !== 0) throw unavailable(`Kafka did not confirm ${topic}/${partition}`)
      return Number(confirmed.baseOffset)
    },
    // Each member has a client of its own: within one, members of the same group share what was committed.
    join: (membership) => join(createKafka(settings, logger), membership),
    ends: async (topic) => endsOf(await admin.ask((open) => open.fetchTopicOffsets(topic))),
    committed: async (groupId, topic) => {
      const answers = await admin.ask((open) => open.fetchOffsets({ groupId, topics: [topic] }))
      return placesOf(answers.flatMap(({ partitions }) => partitions))
    },
    describeTopics: (names) => admin.ask((open) => describeTopics(open, names)),
    createTopics: (plans) =>
      admin.ask(async (open) => {
        const known = new Set(await open.listTopics())
        const topics = plans.filter(({ name }) => !known.has(name)).map(topicRequestOf)
        // Waiting for leaders here fails while they are still being chosen; whoever writes waits by itself.
        if (topics.length > 0) await open.createTopics({ topics, waitForLeaders: false })
      }),
    forgetGroup: (group) => admin.ask(async (open) => void (await open.deleteGroups([group]))),
    close: async () => {
      await within(Promise.all([producer.disconnect(), admin.close()]), closeLimitMs)
    },
  }
}

function createKafka({ brokers, tls, sasl }: KafkaSettings, logger: Logger, tuning = clientTuning): Kafka {
  return new kafkajs.Kafka({
    ...tuning,
    brokers: [...brokers],
    logLevel: logLevel.WARN,
    // What kafkajs calls an error heals itself or ends the member, which is reported apart.
    logCreator:
      () =>
      ({ namespace, log: { message, error, groupId } }) =>
        logger.warn('kafka client', { namespace, reason: message, error, groupId }),
    ...(tls === undefined ? {} : { ssl: { ...tls } }),
    ...(sasl === undefined ? {} : { sasl }),
  })
}

async function join(kafka: Kafka, membership: Membership): Promise<Member> {
  const { group, topics, concurrency, sessionMs, onReassigned } = membership
  const consumer = kafka.consumer({ groupId: group, ...consumerTuning(sessionMs) })
  let [generation, heardAt] = [0, performance.now()]
  let newest: EachBatchPayload | undefined
  const joined = Promise.withResolvers<void>()
  joined.promise.catch(() => undefined)
  let broken: { readonly error: unknown } | undefined
  const ended = (error: unknown) => {
    broken = { error }
    joined.reject(error)
    // Any other error is a fault inside kafkajs, which the next member does not have.
    if (isOfKafkajs(error)) membership.onEnded(unavailable('the consumer of Kafka ended for good', error))
  }
  const heard = () => {
    heardAt = performance.now()
  }
  const reassigned = () => {
    generation += 1
    newest = undefined
    onReassigned()
  }
  listen(consumer, { heard, reassigned, ended })
  const deliver = async (payload: EachBatchPayload) => {
    const current = generation
    newest = payload
    const delivery = deliveryOf(payload, () => current === generation)
    await membership.onDelivery(delivery).catch((error: unknown) => {
      if (!isOfClient(error)) membership.onEnded(error)
      throw error
    })
  }
  consumer.on(consumer.events.GROUP_JOIN, () => joined.resolve())
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await consumer.run({ ...runTuning, partitionsConsumedConcurrently: concurrency, eachBatch: deliver })
  } catch (error) {
    await within(consumer.disconnect(), closeLimitMs)
    throw unavailable(`Kafka does not let ${group} in`, error)
  }
  // `run` also resolves when the first attempt to join failed and the next one is to come.
  await joined.promise
  return {
    idleMs: () => performance.now() - heardAt,
    broken: () => broken,
    seek: (topic, partition, offset) => consumer.seek({ topic, partition, offset: String(offset) }),
    commitIfDue: () => asking(async () => void (await newest?.commitOffsetsIfNecessary())),
    leave: () => consumer.disconnect(),
  }
}

type Listeners = Record<'heard' | 'reassigned', () => void> & { readonly ended: (error: unknown) => void }

function listen(consumer: Consumer, { heard, reassigned, ended }: Listeners): void {
  const { events } = consumer
  for (const sign of [events.FETCH, events.HEARTBEAT, events.START_BATCH_PROCESS, events.GROUP_JOIN])
    consumer.on(sign, heard)
  for (const change of [events.REBALANCING, events.GROUP_JOIN]) consumer.on(change, reassigned)
  consumer.on(events.CRASH, ({ payload: { error, restart } }) => {
    reassigned()
    if (!restart) ended(error)
  })
}

function deliveryOf(payload: EachBatchPayload, isCurrent: () => boolean): Delivery {
  const { topic, partition, messages } = payload.batch
  return {
    topic,
    partition,
    records: messages.map(incomingRecordOf),
    // After a new assignment kafkajs would take the offset for one of that assignment.
    resolve: (offset) => {
      if (isCurrent()) payload.resolveOffset(String(offset))
    },
    heartbeat: () => ofClient(() => payload.heartbeat()),
    commitIfDue: () => ofClient(() => payload.commitOffsetsIfNecessary()),
    commit: (next) =>
      asking(() =>
        payload.commitOffsetsIfNecessary({
          topics: [{ topic, partitions: [{ partition, offset: String(next) }] }],
        }),
      ),
    pause: () => payload.pause(),
    mayGoOn: () => isCurrent() && payload.isRunning() && !payload.isStale(),
  }
}

async function describeTopics(admin: Admin, names: readonly string[]) {
  const known = new Set(await admin.listTopics())
  const there = names.filter((name) => known.has(name))
  if (there.length === 0) return []
  const resources = there.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }))
  const { topics } = await admin.fetchTopicMetadata({ topics: there })
  return foundTopicsOf(topics, (await admin.describeConfigs({ resources, includeSynonyms: false })).resources)
}
