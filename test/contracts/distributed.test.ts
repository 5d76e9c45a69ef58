import { randomUUID } from 'node:crypto'
import { distributedConfigSchema } from '@recallwire/distributed/config.ts'
import { openDistributed } from '@recallwire/distributed/open-distributed.ts'
import { describeEventLog } from '@recallwire/ports/contracts/event-log-contract.ts'
import { describeEventLogFailures } from '@recallwire/ports/contracts/event-log-failure-contract.ts'
import { describeEventLogStops } from '@recallwire/ports/contracts/event-log-stop-contract.ts'
import type { OpenTwice } from '@recallwire/ports/contracts/open-twice.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { test } from 'vitest'
import { makeTopicsOf } from '../engines/kafka/make-topics.ts'
import { useEngine } from '../engines/use-engine.ts'

const name = 'distributed'
const kafka = await useEngine('kafka')
const logger = createLogger({ level: 'silent' })

/** Topics of their own, opened twice, as two processes do: the two share nothing but the brokers. */
const openTwice =
  (brokers: string): OpenTwice<'log'> =>
  async () => {
    const config = distributedConfigSchema.parse({
      RECALLWIRE_KAFKA_BROKERS: brokers,
      RECALLWIRE_KAFKA_PROFILE: 'single',
      RECALLWIRE_KAFKA_PARTITIONS: 4,
      RECALLWIRE_KAFKA_PREFIX: `${randomUUID()}.`,
      RECALLWIRE_MONGODB_URL: 'mongodb://127.0.0.1:1',
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
        await topics.remove()
        if (faults.length > 0) throw new AggregateError(faults, 'the back end could not go on')
      },
    }
  }

if ('missing' in kafka) {
  test(`${name}: the event log`, ({ skip }) => skip(kafka.missing))
} else {
  const open = openTwice(kafka.address)
  describeEventLog(name, open)
  describeEventLogStops(name, open)
  describeEventLogFailures(
    name,
    open,
    () => new RecallError('storage-unavailable', 'the store does not answer'),
  )
}
