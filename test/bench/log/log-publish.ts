import { partitionOf } from '@recallwire/ports/partition-of.ts'
import kafkajs from 'kafkajs'
import type { Contender, Scenario } from '../scenario.ts'
import { type BenchBroker, type BenchRecord, benchRecords, openBroker, topic } from './open-broker.ts'

/** What a relay hands over at once. */
const atOnce = 2_000
/** The number of records in one send of the bare client: more take longer, each. */
const perSend = 500

/**
 * Publishing as a relay does, beside a bare producer that gets its records sorted by partition and need not tell whose record
 * was confirmed. Both pack with zstd and wait for every send.
 */
export const logPublish: Scenario = {
  name: 'log-publish',
  unit: 'records/s/core',
  onlyByName: true,
  prepare: async (quick) => {
    const broker = await openBroker()
    const records = benchRecords(quick ? 10_000 : 40_000)
    const bare = await bareProducer(broker, records)
    return {
      items: records.length,
      turns: { warmUps: 2, runs: quick ? 3 : 7 },
      ours: ours(broker, records),
      peers: [bare.contender],
      close: async () => {
        await bare.close()
        await broker.close()
      },
    }
  },
}

const ours = ({ log }: BenchBroker, records: readonly BenchRecord[]): Contender => ({
  name: 'ours',
  work: async () => {
    let confirmed = 0
    for (let from = 0; from < records.length; from += atOnce) {
      const batch = records.slice(from, from + atOnce)
      await Promise.all(batch.map(({ key, value }) => log.publish(topic, key, value)))
      confirmed += batch.length
    }
    return () => `${confirmed}`
  },
})

async function bareProducer({ kafka, name, partitions }: BenchBroker, records: readonly BenchRecord[]) {
  const createPartitioner = kafkajs.Partitioners.DefaultPartitioner
  const producer = kafka.producer({ maxInFlightRequests: 1, createPartitioner })
  await producer.connect()
  const byPartition = Map.groupBy(records, ({ key }) => partitionOf(key, partitions))
  const sends = [...byPartition].flatMap(([partition, ofPartition]) =>
    Array.from({ length: Math.ceil(ofPartition.length / perSend) }, (_, index) => ({
      partition,
      records: ofPartition.slice(index * perSend, (index + 1) * perSend),
    })),
  )
  const contender: Contender = {
    name: 'bare-kafkajs',
    work: async () => {
      let confirmed = 0
      for (const { partition, records: ofSend } of sends) {
        const messages = ofSend.map(({ key, value }) => ({
          key,
          value: Buffer.from(value.buffer),
          partition,
        }))
        await producer.send({ topic: name, acks: -1, compression: kafkajs.CompressionTypes.ZSTD, messages })
        confirmed += messages.length
      }
      return () => `${confirmed}`
    },
  }
  return { contender, close: () => producer.disconnect() }
}
