import { randomUUID } from 'node:crypto'
import { type DistributedConfig, distributedConfigSchema } from '@recallwire/distributed/config.ts'
import { type DistributedBackEnd, openDistributed } from '@recallwire/distributed/open-distributed.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'

export type OpenLog = DistributedBackEnd & { readonly faults: readonly unknown[] }

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
    RECALLWIRE_MONGODB_URL: 'mongodb://127.0.0.1:1',
    ...settings,
  })

/** A back end as a process opens it, which notes what it could not go on after. */
export async function openLog(config: DistributedConfig): Promise<OpenLog> {
  const faults: unknown[] = []
  const opened = await openDistributed({
    config,
    realNow: () => new Date().toISOString(),
    logger: createLogger({ level: 'silent' }),
    onFault: (error) => void faults.push(error),
  })
  return { ...opened, faults }
}
