import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EventLog } from '@recallwire/ports/event-log.ts'
import kafkajs, { type Kafka } from 'kafkajs'
import { makeTopicsOf } from '../../engines/kafka/make-topics.ts'
import { startKafkaCluster } from '../../engines/kafka/start-kafka-cluster.ts'
import { startMongoStandIn } from '../../engines/mongodb/start-mongo-stand-in.ts'
import { configOf, openLog } from '../../faults/brokers/open-log.ts'

export const topic = 'registry.events'

export type BenchBroker = {
  readonly log: EventLog
  /** A bare client of the same broker. */
  readonly kafka: Kafka
  /** What the topic is called there. */
  readonly name: string
  readonly partitions: number
  close(): Promise<void>
}

/** One broker of its own with the topics of one installation. Throws where this machine cannot have it. */
export async function openBroker(): Promise<BenchBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-bench-log-'))
  const cluster = await startKafkaCluster(folder, 1)
  if ('missing' in cluster) throw new Error(cluster.missing)
  const mongo = await startMongoStandIn(folder)
  if ('missing' in mongo) throw new Error(mongo.missing)
  const config = configOf(cluster.addresses, { RECALLWIRE_MONGODB_URL: mongo.url })
  await makeTopicsOf(config)
  const opened = await openLog(config)
  return {
    log: opened.log,
    kafka: new kafkajs.Kafka({ brokers: [...cluster.addresses], logLevel: kafkajs.logLevel.NOTHING }),
    name: `${config.RECALLWIRE_KAFKA_PREFIX}${topic}`,
    partitions: config.RECALLWIRE_KAFKA_PARTITIONS,
    close: async () => {
      await opened.close()
      await Promise.all([cluster.stop(), mongo.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type BenchRecord = { readonly key: string; readonly value: Uint8Array }

/** Records of the size of a device event; the number of each is what readers are compared by. */
export const benchRecords = (count: number): readonly BenchRecord[] =>
  Array.from({ length: count }, (_, number) => ({
    key: `facility ${number % 997}`,
    value: new TextEncoder().encode(
      JSON.stringify({
        specversion: '1.0',
        id: `${number}`.padStart(26, 'a'),
        source: '/ingestion',
        type: 'recallwire.device-observed.v1',
        data: { number, di: '00363323000017', serial: `SN${number * 7919}`, location: 'Ward 4, room 12' },
      }),
    ),
  }))

const decoder = new TextDecoder()

/** The number of a record, found as a handler would: by reading all of it. */
export const numberOf = (value: Uint8Array): number =>
  (JSON.parse(decoder.decode(value)) as { readonly data: { readonly number: number } }).data.number
