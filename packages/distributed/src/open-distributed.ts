import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { DistributedConfig, KafkaConfig } from './config.ts'
import type { Database } from './database/database.ts'
import { openDatabase } from './database/mongo-database.ts'
import { readKafkaSettings } from './kafka-settings.ts'
import { createEventLog } from './log/event-log.ts'
import { openKafka } from './log/kafka-client.ts'
import type { LogShape } from './log/topic-plan.ts'
import { checkTopics } from './log/topics.ts'
import { readMongoSettings } from './mongo-settings.ts'
import { createOutbox } from './outbox/outbox.ts'
import { checkSchema } from './schema/migrate-schema.ts'
import { createAlarmStore } from './stores/alarm-store.ts'
import { createAttachmentStore } from './stores/attachment-store.ts'
import { createCaseStore } from './stores/case-store.ts'
import { createCatalogue } from './stores/catalogue.ts'
import { createDirectory } from './stores/directory.ts'
import { createIdempotencyStore } from './stores/idempotency-store.ts'
import { createImportStore } from './stores/import-store.ts'
import { createLadderStore } from './stores/ladder-store.ts'
import { createLeaseStore } from './stores/lease-store.ts'
import { createLedgerStore } from './stores/ledger-store.ts'
import { createLetterStore } from './stores/letter-store.ts'
import { createMappingStore } from './stores/mapping-store.ts'
import { createMatchStore } from './stores/match-store.ts'
import { createNoticeStore } from './stores/notice-store.ts'
import { createParkedRecords } from './stores/parked-records.ts'
import { createParkedShelf } from './stores/parked-shelf.ts'
import { createPersonalStore } from './stores/personal-store.ts'
import { createRegistry } from './stores/registry.ts'
import { createReviewStore } from './stores/review-store.ts'
import { createScopeStore } from './stores/scope-store.ts'
import { createSessionStore } from './stores/session-store.ts'
import { createSourceStore } from './stores/source-store.ts'
import { createStandingStore } from './stores/standing-store.ts'
import { createWebhookStore } from './stores/webhook-store.ts'

export type DistributedOptions = {
  readonly config: DistributedConfig
  /** Real time in UTC with milliseconds. There is no other here: a simulated clock is for one process. */
  readonly realNow: () => string
  readonly logger: Logger
  /** Receives what this back end cannot go on after; end the process. */
  readonly onFault: (error: unknown) => void
  /** How long a relay that has ended without a word keeps the others waiting, in milliseconds; default 10 000. */
  readonly leaseMs?: number | undefined
}

/** How often the relay looks for what it was given no hint of. */
const lookEveryMs = 5_000

/**
 * Every port on Kafka and MongoDB, for any number of processes. Throws RecallError: `config-invalid` (settings, topics that are not as
 * they have to be, a schema that was not migrated), `storage-too-new`, `log-unavailable`, `storage-unavailable`, `upstream-refused`.
 */
export async function openDistributed(options: DistributedOptions): Promise<BackEnd> {
  const { config, realNow, logger, onFault, leaseMs = 10_000 } = options
  const [kafka, mongo] = await Promise.all([readKafkaSettings(config), readMongoSettings(config)])
  const shape = logShapeOf(config)
  const client = await openKafka(kafka, logger)
  const closing = [() => client.close()]
  try {
    const db = await openDatabase(mongo, { realNow, logger })
    closing.unshift(() => db.close())
    await Promise.all([checkTopics(client, shape), checkSchema(db)])
    const { sessionMs } = kafka
    const shelf = createParkedShelf(db)
    const log = createEventLog({ client, shelf, shape, sessionMs, realNow, onFault })
    closing.unshift(() => log.close())
    const leases = createLeaseStore(db)
    const outbox = createOutbox({ db, log, leases, leaseMs, lookEveryMs })
    const parked = createParkedRecords(db, outbox)
    return { log, parked, outbox, leases, ...openStores(db), close: () => closeAll(closing) }
  } catch (error) {
    await closeAll(closing)
    throw error
  }
}

const openStores = (db: Database) => ({
  notices: createNoticeStore(db),
  sources: createSourceStore(db),
  attachments: createAttachmentStore(db),
  directory: createDirectory(db),
  standings: createStandingStore(db),
  imports: createImportStore(db),
  mappings: createMappingStore(db),
  catalogue: createCatalogue(db),
  idempotency: createIdempotencyStore(db),
  registry: createRegistry(db),
  scopes: createScopeStore(db),
  matching: createMatchStore(db),
  reviews: createReviewStore(db),
  cases: createCaseStore(db),
  ladders: createLadderStore(db),
  letters: createLetterStore(db),
  alarms: createAlarmStore(db),
  personal: createPersonalStore(db),
  ledger: createLedgerStore(db),
  sessions: createSessionStore(db),
  webhooks: createWebhookStore(db),
})

/** One after the other, each whatever became of those before it. */
async function closeAll(closing: readonly (() => Promise<void>)[]): Promise<void> {
  const [first, ...others] = closing
  if (first === undefined) return
  try {
    await first()
  } finally {
    await closeAll(others)
  }
}

export const logShapeOf = (config: KafkaConfig): LogShape => ({
  profile: config.RECALLWIRE_KAFKA_PROFILE,
  partitions: config.RECALLWIRE_KAFKA_PARTITIONS,
  prefix: config.RECALLWIRE_KAFKA_PREFIX,
})
