import { randomUUID } from 'node:crypto'
import { distributedConfigSchema } from '@recallwire/distributed/config.ts'
import { openDistributed } from '@recallwire/distributed/open-distributed.ts'
import { runTopics } from '@recallwire/infra-kafka/run-topics.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import kafkajs, { type Admin } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from '../engines/mongodb/make-database.ts'
import { useEngine } from '../engines/use-engine.ts'

const kafka = await useEngine('kafka')
const mongodb = await useEngine('mongodb')
const logger = createLogger({ level: 'silent' })
const { ConfigResourceTypes, Kafka, logLevel } = kafkajs

const configOf = (brokers: string, database: { readonly url: string; readonly name: string }) =>
  distributedConfigSchema.parse({
    RECALLWIRE_MONGODB_URL: database.url,
    RECALLWIRE_MONGODB_DATABASE: database.name,
    RECALLWIRE_KAFKA_BROKERS: brokers,
    RECALLWIRE_KAFKA_PROFILE: 'single',
    RECALLWIRE_KAFKA_PARTITIONS: '4',
    RECALLWIRE_KAFKA_PREFIX: `${randomUUID()}.`,
  })

const start = (config: ReturnType<typeof configOf>) =>
  openDistributed({
    config,
    realNow: () => new Date().toISOString(),
    logger,
    onFault: (error) => {
      throw error
    },
  })

async function withAdmin(brokers: string, work: (admin: Admin) => Promise<unknown>): Promise<void> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  await work(admin).finally(() => admin.disconnect())
}

if ('missing' in kafka) {
  test('the topics on Kafka', ({ skip }) => skip(kafka.missing))
} else if ('missing' in mongodb) {
  test('the topics on Kafka, checked by a start', ({ skip }) => skip(mongodb.missing))
} else {
  const brokers = kafka.address
  const url = mongodb.address
  let database: Awaited<ReturnType<typeof makeDatabase>> & { readonly url: string }

  describe('the topics on Kafka', () => {
    beforeAll(async () => {
      database = { ...(await makeDatabase(url)), url }
    })
    afterAll(() => database.remove())

    test('are made once, checked, and found right by a start', async () => {
      const config = configOf(brokers, database)
      const missing = await runTopics('check', config, logger)
      expect(missing).toHaveLength(10)
      expect(missing).toContain(`the topic ${config.RECALLWIRE_KAFKA_PREFIX}recall.events is missing`)
      await expect(start(config)).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining('recall.events is missing'),
      })
      expect(await runTopics('create', config, logger)).toEqual([])
      expect(await runTopics('create', config, logger)).toEqual([])
      expect(await runTopics('check', config, logger)).toEqual([])
      await start(config).then((opened) => opened.close())
    })

    test('end a start when they forget, are too few, or are kept by too few brokers', async () => {
      const config = configOf(brokers, database)
      const name = `${config.RECALLWIRE_KAFKA_PREFIX}case.events`
      await runTopics('create', config, logger)
      await withAdmin(brokers, async (admin) => {
        await admin.createPartitions({ topicPartitions: [{ topic: name, count: 5 }] })
        const configEntries = [
          { name: 'retention.ms', value: '604800000' },
          { name: 'min.insync.replicas', value: '1' },
        ]
        const resources = [{ type: ConfigResourceTypes.TOPIC, name, configEntries }]
        await admin.alterConfigs({ validateOnly: false, resources })
      })
      const problems = [
        `${name} has 5 partitions, not 4`,
        `${name} has retention.ms=604800000, not -1`,
        `${name} has max.message.bytes=1048588, not 4194304`,
      ]
      expect((await runTopics('check', config, logger)).toSorted()).toEqual(problems.toSorted())
      await expect(start(config)).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining(`${name} has 5 partitions, not 4`),
      })
      const wide = { ...config, RECALLWIRE_KAFKA_PROFILE: 'cluster' as const }
      await expect(start(wide)).rejects.toMatchObject({
        message: expect.stringContaining(`5 partitions of ${name} are kept on fewer than 3 brokers`),
      })
    })
  })
}
