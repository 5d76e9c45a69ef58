import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Kafka, logLevel } from 'kafkajs'
import type { MissingEngine } from '../../engines/engine.ts'
import { makeTopicsOf } from '../../engines/kafka/make-topics.ts'
import { type KafkaCluster, startKafkaCluster } from '../../engines/kafka/start-kafka-cluster.ts'
import { between, createRandom } from '../seeded-random.ts'
import { configOf, type OpenLog, openLog } from './open-log.ts'
import { createWitness, keys, readBack, startPublishing, topic, type Witness } from './traffic.ts'

export type BrokerDeaths = {
  readonly kills: number
  readonly acknowledged: number
  /** Acknowledged and not in the log. */
  readonly lost: readonly string[]
  /** In the log more than once. */
  readonly doubled: number
  /** Acknowledged and never handled. */
  readonly unhandled: number
  readonly skips: readonly string[]
  /** Handled more than once. */
  readonly repeats: number
  /** After each kill, until every key was acknowledged a record again, and until every key was handled one. */
  readonly acknowledgedAfterMs: readonly number[]
  readonly handledAfterMs: readonly number[]
  readonly lag: number
  readonly faults: readonly unknown[]
}

const resumeWithinMs = 60_000

/** Three brokers, two members of a group and one publisher, and each time one broker killed and brought back. */
export async function breakBrokers(options: {
  readonly kills: number
  readonly seed: number
  readonly downMs: number
}): Promise<BrokerDeaths | MissingEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-brokers-'))
  try {
    const cluster = await startKafkaCluster(folder, 3)
    if ('missing' in cluster) return cluster
    return await breakAll(cluster, options).finally(() => cluster.stop())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function breakAll(
  cluster: KafkaCluster,
  { kills, seed, downMs }: { readonly kills: number; readonly seed: number; readonly downMs: number },
): Promise<BrokerDeaths> {
  const random = createRandom(seed)
  const config = configOf(cluster.addresses)
  await makeTopicsOf(config)
  const [one, other] = [await openLog(config), await openLog(config)]
  const witness = createWitness()
  for (const { log } of [one, other])
    await log.subscribe({ topics: [topic], group: 'group', handle: witness.handle })
  const publishing = startPublishing(one.log, 20)
  await untilAllSince(publishing.at, 0)
  const acknowledgedAfterMs: number[] = []
  const handledAfterMs: number[] = []
  for (let kill = 0; kill < kills; kill += 1) {
    await untilInSync(cluster, `${config.RECALLWIRE_KAFKA_PREFIX}${topic}`)
    const node = cluster.nodes[between(random, 0, 2)]
    if (!node) throw new Error('a broker is missing')
    const at = performance.now()
    await node.kill()
    acknowledgedAfterMs.push(await untilAllSince(publishing.at, at))
    handledAfterMs.push(await untilAllSince(witness.at, at))
    await delay(downMs)
    node.start()
    await cluster.untilComplete()
  }
  await publishing.stop()
  const outcome = await look(one, publishing.acknowledged, witness)
  await Promise.all([one.close(), other.close()])
  const faults = [...one.faults, ...other.faults]
  return { kills, acknowledgedAfterMs, handledAfterMs, ...outcome, faults }
}

async function look(one: OpenLog, acknowledged: ReadonlyMap<string, number>, witness: Witness) {
  const deadline = performance.now() + resumeWithinMs
  let lag = await one.log.lag('group', [topic])
  while (lag > 0 && performance.now() < deadline) lag = await one.log.lag('group', [topic])
  const { lost, doubled } = await readBack(one.log, acknowledged)
  return {
    acknowledged: [...acknowledged.values()].reduce((sum, count) => sum + count, 0),
    lost,
    doubled,
    unhandled: [...acknowledged].reduce(
      (sum, [key, count]) => sum + Math.max(0, count - (witness.handled.get(key) ?? 0)),
      0,
    ),
    skips: witness.skips,
    repeats: witness.repeats(),
    lag,
  }
}

/** Resolves when something happened to every key since then, with how long that took. */
async function untilAllSince(at: ReadonlyMap<string, number>, since: number): Promise<number> {
  const deadline = performance.now() + resumeWithinMs
  const isSince = (key: string) => (at.get(key) ?? -1) > since
  while (!keys.every(isSince)) {
    if (performance.now() > deadline)
      throw new Error(`nothing for ${keys.filter((key) => !isSince(key))} within ${resumeWithinMs} ms`)
    await delay(20)
  }
  return Math.round(performance.now() - since)
}

/** Killing a broker while another has not caught up takes two at once, which is more than three brokers survive. */
async function untilInSync(cluster: KafkaCluster, name: string): Promise<void> {
  const deadline = performance.now() + resumeWithinMs
  for (;;) {
    const kafka = new Kafka({ brokers: [...cluster.addresses], logLevel: logLevel.NOTHING })
    const admin = kafka.admin()
    try {
      await admin.connect()
      const { topics } = await admin.fetchTopicMetadata({ topics: [name, '__consumer_offsets'] })
      if (topics.every(({ partitions }) => partitions.every(({ isr }) => isr.length === 3))) return
      if (performance.now() > deadline) throw new Error('the brokers do not catch up')
    } finally {
      await admin.disconnect()
    }
    await delay(200)
  }
}
