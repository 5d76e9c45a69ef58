import { randomUUID } from 'node:crypto'
import { type DistributedConfig, distributedConfigSchema } from '@recallwire/distributed/config.ts'
import { openDistributed } from '@recallwire/distributed/open-distributed.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { makeDatabase } from '../../engines/mongodb/make-database.ts'
import { useEngine } from '../../engines/use-engine.ts'

export type OpenLog = Pick<BackEnd, 'log' | 'close'> & { readonly faults: readonly unknown[] }

/** Stands for the server that the tests of a run share. */
const mongoOfTheRun = 'mongodb://of-the-test-run'

/** Settings for topics of a prefix of their own. */
export const configOf = (
  brokers: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): DistributedConfig =>
  distributedConfigSchema.parse({
    RECALLWIRE_KAFKA_BROKERS: brokers.join(','),
    RECALLWIRE_KAFKA_PROFILE: brokers.length >= 3 ? 'cluster' : 'single',
    RECALLWIRE_KAFKA_PARTITIONS: '6',
    RECALLWIRE_KAFKA_PREFIX: `${randomUUID()}.`,
    RECALLWIRE_MONGODB_URL: mongoOfTheRun,
    ...settings,
  })

/** The log as a process opens it, with a database of its own, which notes what it could not go on after. */
export async function openLog(config: DistributedConfig): Promise<OpenLog> {
  const faults: unknown[] = []
  const url = await mongoUrlOf(config)
  const database = await makeDatabase(url)
  const { log, close } = await openDistributed({
    config: { ...config, RECALLWIRE_MONGODB_URL: url, RECALLWIRE_MONGODB_DATABASE: database.name },
    realNow: () => new Date().toISOString(),
    logger: createLogger({ level: 'silent' }),
    onFault: (error) => void faults.push(error),
  })
  return { log, faults, close: () => close().finally(() => database.remove()) }
}

async function mongoUrlOf({ RECALLWIRE_MONGODB_URL: url }: DistributedConfig): Promise<string> {
  if (url !== mongoOfTheRun) return url
  const mongodb = await useEngine('mongodb')
  if ('missing' in mongodb) throw new Error(mongodb.missing)
  return mongodb.address
}
