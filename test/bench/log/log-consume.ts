import { randomUUID } from 'node:crypto'
import type { Contender, Scenario } from '../scenario.ts'
import { type BenchBroker, benchRecords, numberOf, openBroker, topic } from './open-broker.ts'

/** Reading a whole topic as a new group, each record parsed, beside a bare loop of the same client. */
export const logConsume: Scenario = {
  name: 'log-consume',
  unit: 'records/s/core',
  onlyByName: true,
  prepare: async (quick) => {
    const broker = await openBroker()
    const records = benchRecords(quick ? 20_000 : 100_000)
    for (let from = 0; from < records.length; from += 2_000) {
      const batch = records.slice(from, from + 2_000)
      await Promise.all(batch.map(({ key, value }) => broker.log.publish(topic, key, value)))
    }
    return {
      items: records.length,
      turns: { warmUps: 1, runs: quick ? 3 : 7 },
      ours: ours(broker, records.length),
      peers: [bareLoop(broker, records.length)],
      close: () => broker.close(),
    }
  },
}

/** Counts each record once, as consumers do: a group gets some again when its members change. */
function createTally(total: number) {
  const seen = new Uint8Array(total)
  let count = 0
  const all = Promise.withResolvers<void>()
  return {
    all: all.promise,
    add: (value: Uint8Array) => {
      const number = numberOf(value)
      if (seen[number] === 1) return
      seen[number] = 1
      count += 1
      if (count === total) all.resolve()
    },
    digest: () => `${count} records`,
  }
}

const ours = ({ log }: BenchBroker, total: number): Contender => ({
  name: 'ours',
  work: async () => {
    const tally = createTally(total)
    const subscription = await log.subscribe({
      topics: [topic],
      group: randomUUID(),
      handle: async (records) => {
        for (const { value } of records) tally.add(value)
      },
    })
    await tally.all
    await subscription.stop()
    return tally.digest
  },
})

const bareLoop = ({ kafka, name, partitions }: BenchBroker, total: number): Contender => ({
  name: 'bare-kafkajs',
  work: async () => {
    const tally = createTally(total)
    const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 })
    await consumer.connect()
    await consumer.subscribe({ topics: [name], fromBeginning: true })
    await consumer.run({
      partitionsConsumedConcurrently: partitions,
      eachBatch: async ({ batch }) => {
        for (const { value } of batch.messages) tally.add(value ?? new Uint8Array())
      },
    })
    await tally.all
    await consumer.disconnect()
    return tally.digest
  },
})
