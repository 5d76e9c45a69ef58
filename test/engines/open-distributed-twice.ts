import { randomUUID } from 'node:crypto'
import { distributedConfigSchema } from '@recallwire/distributed/config.ts'
import { openDistributed } from '@recallwire/distributed/open-distributed.ts'
import type { OpenTwice } from '@recallwire/ports/contracts/open-twice.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { makeTopicsOf } from './kafka/make-topics.ts'
import { makeDatabase } from './mongodb/make-database.ts'

const logger = createLogger({ level: 'silent' })

/** Topics and a database of their own, opened twice, as two processes do: the two share nothing but the brokers and the server. */
export const openDistributedTwice =
  (brokers: string, mongoUrl: string): OpenTwice =>
  async () => {
    const database = await makeDatabase(mongoUrl)
    const config = distributedConfigSchema.parse({
      RECALLWIRE_KAFKA_BROKERS: brokers,
      RECALLWIRE_KAFKA_PROFILE: 'single',
      RECALLWIRE_KAFKA_PARTITIONS: 4,
      RECALLWIRE_KAFKA_PREFIX: `${randomUUID()}.`,
      RECALLWIRE_MONGODB_URL: mongoUrl,
      RECALLWIRE_MONGODB_DATABASE: database.name,
    })
    const topics = await makeTopicsOf(config)
    const faults: unknown[] = []
    const options = {
      config,
      realNow: () => new Date().toISOString(),
      logger,
      onFault: (error: unknown) => void faults.push(error),
    }
    const one = await openDistributed(options)
    const other = await openDistributed(options)
    return {
      one,
      other,
      close: async () => {
        await Promise.all([one.close(), other.close()])
        await Promise.all([topics.remove(), database.remove()])
        if (faults.length > 0) throw new AggregateError(faults, 'the back end could not go on')
      },
    }
  }
