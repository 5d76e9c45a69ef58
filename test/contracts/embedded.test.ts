import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import { describeAggregateStores } from '@recallwire/ports/contracts/aggregate-store-contract.ts'
import { describeAlarmStore } from '@recallwire/ports/contracts/alarm-store-contract.ts'
import { describeAttachmentStore } from '@recallwire/ports/contracts/attachment-store-contract.ts'
import { describeCaseStore } from '@recallwire/ports/contracts/case-store-contract.ts'
import { describeCatalogue } from '@recallwire/ports/contracts/catalogue-contract.ts'
import { describeDirectory } from '@recallwire/ports/contracts/directory-contract.ts'
import { describeEventLog } from '@recallwire/ports/contracts/event-log-contract.ts'
import { describeEventLogFailures } from '@recallwire/ports/contracts/event-log-failure-contract.ts'
import { describeEventLogStops } from '@recallwire/ports/contracts/event-log-stop-contract.ts'
import { describeIdempotencyStore } from '@recallwire/ports/contracts/idempotency-store-contract.ts'
import { describeImportStore } from '@recallwire/ports/contracts/import-store-contract.ts'
import { describeLeaseStore } from '@recallwire/ports/contracts/lease-store-contract.ts'
import { describeLedgerStore } from '@recallwire/ports/contracts/ledger-store-contract.ts'
import { describeLetterStore } from '@recallwire/ports/contracts/letter-store-contract.ts'
import { describeLetterWatch } from '@recallwire/ports/contracts/letter-watch-contract.ts'
import { describeMappingStore } from '@recallwire/ports/contracts/mapping-store-contract.ts'
import { describeMatchStore } from '@recallwire/ports/contracts/match-store-contract.ts'
import { describeNoticeStore } from '@recallwire/ports/contracts/notice-store-contract.ts'
import type { OpenTwice } from '@recallwire/ports/contracts/open-twice.ts'
import { describeOutbox } from '@recallwire/ports/contracts/outbox-contract.ts'
import { describeParkedRecords } from '@recallwire/ports/contracts/parked-records-contract.ts'
import { describePersonalStore } from '@recallwire/ports/contracts/personal-store-contract.ts'
import { describeRegistryBatches } from '@recallwire/ports/contracts/registry-batch-contract.ts'
import { describeRegistry } from '@recallwire/ports/contracts/registry-contract.ts'
import { describeReviewStore } from '@recallwire/ports/contracts/review-store-contract.ts'
import { describeScopeStore } from '@recallwire/ports/contracts/scope-store-contract.ts'
import { describeSessionStore } from '@recallwire/ports/contracts/session-store-contract.ts'
import { describeSourceStore } from '@recallwire/ports/contracts/source-store-contract.ts'
import { describeStagedImports } from '@recallwire/ports/contracts/staged-import-contract.ts'
import { describeStandingStore } from '@recallwire/ports/contracts/standing-store-contract.ts'
import { describeWebhookStore } from '@recallwire/ports/contracts/webhook-store-contract.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/** The same file opened twice, as two processes do: the two share nothing but the file. */
const openTwice: OpenTwice = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recallwire-contract-'))
  const options = {
    file: join(folder, 'recallwire.db'),
    realNow: () => new Date().toISOString(),
    pollMs: 10,
  }
  const one = await openEmbedded(options)
  const other = await openEmbedded(options)
  return {
    one,
    other,
    close: async () => {
      await Promise.all([one.close(), other.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const name = 'embedded'

describeAggregateStores(name, openTwice)
describeNoticeStore(name, openTwice)
describeSourceStore(name, openTwice)
describeAttachmentStore(name, openTwice)
describeDirectory(name, openTwice)
describeStandingStore(name, openTwice)
describeWebhookStore(name, openTwice)
describeImportStore(name, openTwice)
describeStagedImports(name, openTwice)
describeMappingStore(name, openTwice)
describeCatalogue(name, openTwice)
describeRegistry(name, openTwice)
describeRegistryBatches(name, openTwice)
describeScopeStore(name, openTwice)
describeMatchStore(name, openTwice)
describeReviewStore(name, openTwice)
describeCaseStore(name, openTwice)
describeLetterStore(name, openTwice)
describeLetterWatch(name, openTwice)
describeAlarmStore(name, openTwice)
describePersonalStore(name, openTwice)
describeLedgerStore(name, openTwice)
describeIdempotencyStore(name, openTwice)
describeSessionStore(name, openTwice)
describeLeaseStore(name, openTwice)
describeOutbox(name, openTwice)
describeParkedRecords(name, openTwice)
describeEventLog(name, openTwice)
describeEventLogStops(name, openTwice)
describeEventLogFailures(
  name,
  openTwice,
  () => new RecallError('storage-unavailable', 'the store does not answer'),
)
