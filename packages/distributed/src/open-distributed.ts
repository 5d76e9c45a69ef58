import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { DistributedConfig, KafkaConfig } from './config.ts'
import { readKafkaSettings } from './kafka-settings.ts'
import { createEventLog } from './log/event-log.ts'
import { openKafka } from './log/kafka-client.ts'
import type { LogShape } from './log/topic-plan.ts'
import { checkTopics } from './log/topics.ts'

export type DistributedOptions = {
  readonly config: DistributedConfig
  /** Real time in UTC with milliseconds. There is no other here: a simulated clock is for one process. */
  readonly realNow: () => string
  readonly logger: Logger
  /** Receives what this back end cannot go on after; end the process. */
  readonly onFault: (error: unknown) => void
}

/** The ports that are kept here so far. */
export type DistributedBackEnd = Pick<BackEnd, 'log' | 'close'>

/**
 * Every port on Kafka and MongoDB, for any number of processes. Throws RecallError: `config-invalid` (settings, or topics
 * that are not as they have to be), `log-unavailable`.
 */
export async function openDistributed(options: DistributedOptions): Promise<DistributedBackEnd> {
  const { config, realNow, logger, onFault } = options
  const settings = await readKafkaSettings(config)
  const shape = logShapeOf(config)
  const client = await openKafka(settings, logger)
  try {
    await checkTopics(client, shape)
  } catch (error) {
    await client.close()
    throw error
  }
  const log = createEventLog({ client, shape, sessionMs: settings.sessionMs, realNow, onFault })
  return {
    log,
    close: async () => {
      try {
        await log.close()
      } finally {
        await client.close()
      }
    },
  }
}

export const logShapeOf = (config: KafkaConfig): LogShape => ({
  profile: config.RECALLWIRE_KAFKA_PROFILE,
  partitions: config.RECALLWIRE_KAFKA_PARTITIONS,
  prefix: config.RECALLWIRE_KAFKA_PREFIX,
})
