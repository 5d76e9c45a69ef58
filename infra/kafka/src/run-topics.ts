import type { KafkaConfig } from '@recallwire/distributed/config.ts'
import { readKafkaSettings } from '@recallwire/distributed/kafka-settings.ts'
import { openKafka } from '@recallwire/distributed/log/kafka-client.ts'
import { findLogProblems, makeTopics } from '@recallwire/distributed/log/topics.ts'
import { logShapeOf } from '@recallwire/distributed/open-distributed.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'

export const help = `The topics of Recallwire on Kafka.

  node infra/kafka/src/main.ts create   makes those that are missing, and checks all
  node infra/kafka/src/main.ts check    says what is not as it has to be

Settings come from the environment (RECALLWIRE_KAFKA_BROKERS, …), as for the services. Exit code 0: all is well; 1: it is
not, or Kafka cannot be reached; 2: the command line is wrong.`

/** What is wrong with the topics after the command, each as a sentence. */
export async function runTopics(
  command: 'create' | 'check',
  config: KafkaConfig,
  logger: Logger,
): Promise<readonly string[]> {
  const client = await openKafka(await readKafkaSettings(config), logger)
  const shape = logShapeOf(config)
  try {
    return await (command === 'create' ? makeTopics(client, shape) : findLogProblems(client, shape))
  } finally {
    await client.close()
  }
}
