import type { KafkaConfig } from '@recallwire/distributed/config.ts'
import { readKafkaSettings } from '@recallwire/distributed/kafka-settings.ts'
import { openKafka } from '@recallwire/distributed/log/kafka-client.ts'
import { planTopics } from '@recallwire/distributed/log/topic-plan.ts'
import { makeTopics } from '@recallwire/distributed/log/topics.ts'
import { logShapeOf } from '@recallwire/distributed/open-distributed.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { Kafka, logLevel } from 'kafkajs'

/** Makes the topics of a test's own prefix; `remove` deletes them, since one broker keeps those of all tests. */
export async function makeTopicsOf(config: KafkaConfig): Promise<{ remove(): Promise<void> }> {
  const shape = logShapeOf(config)
  const client = await openKafka(await readKafkaSettings(config), createLogger({ level: 'silent' }))
  const problems = await makeTopics(client, shape).finally(() => client.close())
  if (problems.length > 0) throw new Error(problems.join('\n'))
  return {
    remove: async () => {
      const kafka = new Kafka({ brokers: [...config.RECALLWIRE_KAFKA_BROKERS], logLevel: logLevel.NOTHING })
      const admin = kafka.admin()
      await admin.connect()
      await admin
        .deleteTopics({ topics: planTopics(shape).map(({ name }) => name) })
        .finally(() => admin.disconnect())
    },
  }
}
