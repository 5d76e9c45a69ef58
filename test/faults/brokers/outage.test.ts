import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@recallwire/ports/contracts/eventually.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../engines/free-port.ts'
import { makeTopicsOf } from '../../engines/kafka/make-topics.ts'
import { type KafkaCluster, startKafkaCluster } from '../../engines/kafka/start-kafka-cluster.ts'
import { configOf, openLog } from './open-log.ts'
import { createWitness, keys, readBack, startPublishing, topic } from './traffic.ts'

describe('the only broker', () => {
  let folder: string
  let cluster: KafkaCluster | undefined
  let missing = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recallwire-outage-'))
    const started = await startKafkaCluster(folder, 1)
    if ('missing' in started) missing = started.missing
    else cluster = started
  })
  afterAll(async () => {
    await cluster?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('that is away when a process starts ends the start with a sentence', async () => {
    await expect(openLog(configOf([`127.0.0.1:${await freePort()}`]))).rejects.toMatchObject({
      code: 'log-unavailable',
      message: expect.stringContaining('Kafka cannot be reached'),
    })
  })

  test('that does not allow a session as short ends the process instead of leaving it idle', async ({
    skip,
  }) => {
    if (!cluster) return skip(missing)
    const config = configOf(cluster.addresses)
    await makeTopicsOf(config)
    const opened = await openLog({ ...config, RECALLWIRE_KAFKA_SESSION_MS: 500 })
    await expect(
      opened.log.subscribe({ topics: [topic], group: 'group', handle: async () => undefined }),
    ).rejects.toMatchObject({ message: expect.stringContaining('session timeout') })
    expect(opened.faults).toHaveLength(1)
    await opened.close()
  })

  test('that is killed and comes back is used again within 15 s, and nothing is lost', async ({ skip }) => {
    if (!cluster) return skip(missing)
    const [node] = cluster.nodes
    const config = configOf(cluster.addresses)
    await makeTopicsOf(config)
    const opened = await openLog(config)
    const witness = createWitness()
    await opened.log.subscribe({ topics: [topic], group: 'group', handle: witness.handle })
    const publishing = startPublishing(opened.log, 20)
    await eventually('every key is handled', () => keys.every((key) => witness.handled.has(key)))
    await node?.kill()
    await expect(opened.log.publish(topic, 'alone', new Uint8Array())).rejects.toMatchObject({
      code: 'log-unavailable',
      retry: 'later',
    })
    node?.start()
    await cluster.untilComplete()
    const back = performance.now()
    const isOn = (at: ReadonlyMap<string, number>) => keys.every((key) => (at.get(key) ?? 0) > back)
    await eventually('all goes on', () => isOn(publishing.at) && isOn(witness.at), 15_000)
    await publishing.stop()
    await eventually('all is handled', async () => (await opened.log.lag('group', [topic])) === 0)
    const { lost } = await readBack(opened.log, publishing.acknowledged)
    expect({ lost, skips: witness.skips, faults: opened.faults }).toEqual({ lost: [], skips: [], faults: [] })
    await opened.close()
  })

  test('that is killed holds up no stop, whatever was being retried', async ({ skip }) => {
    if (!cluster) return skip(missing)
    const [node] = cluster.nodes
    const config = configOf(cluster.addresses)
    await makeTopicsOf(config)
    const opened = await openLog(config)
    const witness = createWitness()
    const subscription = await opened.log.subscribe({
      topics: [topic],
      group: 'group',
      handle: witness.handle,
    })
    await opened.log.publish(topic, 'key', new TextEncoder().encode('0'))
    await eventually('it is handled', () => witness.handled.has('key'))
    await node?.kill()
    const pending = expect(opened.log.publish(topic, 'key', new Uint8Array())).rejects.toMatchObject({
      code: 'log-unavailable',
    })
    const failing = expect(opened.log.lag('group', [topic])).rejects.toMatchObject({
      code: 'log-unavailable',
    })
    await failing
    const at = performance.now()
    await subscription.stop()
    await opened.close()
    expect(performance.now() - at).toBeLessThan(10_000)
    await pending
    expect(opened.faults).toEqual([])
    node?.start()
  })
})
