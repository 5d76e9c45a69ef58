import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createBell } from '@recallwire/runtime/bell.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { createAlarmStore } from './alarm-store.ts'
import { createAttachmentStore } from './attachment-store.ts'
import { createCaseStore } from './case-store.ts'
import { createCatalogue } from './catalogue.ts'
import { createDirectory } from './directory.ts'
import { createIdempotencyStore } from './idempotency-store.ts'
import { createImportStore } from './import-store.ts'
import { createLadderStore } from './ladder-store.ts'
import { createLeaseStore } from './lease-store.ts'
import { createLedgerStore } from './ledger-store.ts'
import { createLetterStore } from './letter-store.ts'
import { createEventLog } from './log/event-log.ts'
import { openLogTable } from './log/log-table.ts'
import { createMappingStore } from './mapping-store.ts'
import { createMatchStore } from './match-store.ts'
import { createNoticeStore } from './notice-store.ts'
import { openDataFile } from './open-data-file.ts'
import { createOutbox } from './outbox.ts'
import { createPutInOutbox } from './outbox-table.ts'
import { createParkedRecords } from './parked-records.ts'
import { createPersonalStore } from './personal-store.ts'
import { createProcessName } from './process-name.ts'
import { createRegistry } from './registry.ts'
import { createReviewStore } from './review-store.ts'
import { createScopeStore } from './scope-store.ts'
import { createSessionStore } from './session-store.ts'
import { createSourceStore } from './source-store.ts'
import { createStandingStore } from './standing-store.ts'
import { createWebhookStore } from './webhook-store.ts'

export type EmbeddedOptions = {
  /** The data file, made where there is none, or `:memory:` for one that ends with its close. */
  readonly file: string
  /** Real time in UTC with milliseconds, never the simulated business clock: leases run on it. */
  readonly realNow: () => string
  /** Partitions of each topic when the file is new, from 4 to 256; default 4. A file keeps the number it was made with. */
  readonly partitions?: number
  /** How often a subscription looks for new records, in milliseconds; default 50. */
  readonly pollMs?: number
  /** How long a reader or a relay that has stopped, and is not known to have ended, keeps what it held, in milliseconds; default 10 000. */
  readonly leaseMs?: number | undefined
}

/**
 * Every port on one SQLite file. Several processes may open the same file. Throws RecallError: `storage-damaged`,
 * `storage-too-new`, `data-folder-unwritable`, `storage-unavailable`, `config-invalid`.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<BackEnd> {
  const { file, realNow, partitions = 4, pollMs = 50, leaseMs = 10_000 } = options
  if (!Number.isInteger(partitions) || partitions < 4 || partitions > 256) {
    throw new RecallError('config-invalid', `partitions must be from 4 to 256, and is ${partitions}`)
  }
  const db = await openDataFile(file)
  const table = await openLogTable(db, partitions).catch((error: unknown) => {
    db.close()
    throw error
  })
  const process = createProcessName()
  const bell = createBell()
  const putInOutbox = createPutInOutbox(realNow, bell)
  const log = createEventLog({ db, table, realNow, pollMs, leaseMs, process })
  return {
    log,
    parked: createParkedRecords(db, table, putInOutbox),
    outbox: createOutbox({ db, table, realNow, leaseMs, process, bell }),
    notices: createNoticeStore(db, putInOutbox),
    directory: createDirectory(db, putInOutbox),
    imports: createImportStore(db, putInOutbox, realNow, bell),
    mappings: createMappingStore(db, putInOutbox),
    catalogue: createCatalogue(db, putInOutbox),
    idempotency: createIdempotencyStore(db, process),
    registry: createRegistry(db, putInOutbox),
    scopes: createScopeStore(db, putInOutbox),
    matching: createMatchStore(db, putInOutbox),
    reviews: createReviewStore(db, putInOutbox),
    cases: createCaseStore(db, putInOutbox),
    letters: createLetterStore(db, putInOutbox),
    alarms: createAlarmStore(db, putInOutbox),
    personal: createPersonalStore(db),
    ledger: createLedgerStore(db),
    sessions: createSessionStore(db),
    sources: createSourceStore(db, putInOutbox),
    standings: createStandingStore(db, putInOutbox),
    webhooks: createWebhookStore(db, putInOutbox),
    ladders: createLadderStore(db, putInOutbox),
    attachments: createAttachmentStore(db),
    leases: createLeaseStore(db, process),
    close: async () => {
      try {
        await log.close()
      } finally {
        db.close()
      }
    },
  }
}
