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
import { test } from 'vitest'
import { openDistributedTwice } from '../engines/open-distributed-twice.ts'
import { useEngine } from '../engines/use-engine.ts'

const name = 'distributed'
const kafka = await useEngine('kafka')
const mongodb = await useEngine('mongodb')

if ('missing' in kafka) test(`${name}: every port`, ({ skip }) => skip(kafka.missing))
else if ('missing' in mongodb) test(`${name}: every store`, ({ skip }) => skip(mongodb.missing))
else {
  const open = openDistributedTwice(kafka.address, mongodb.address)
  describeAggregateStores(name, open)
  describeNoticeStore(name, open)
  describeSourceStore(name, open)
  describeAttachmentStore(name, open)
  describeDirectory(name, open)
  describeStandingStore(name, open)
  describeImportStore(name, open)
  describeStagedImports(name, open)
  describeMappingStore(name, open)
  describeCatalogue(name, open)
  describeRegistry(name, open)
  describeRegistryBatches(name, open)
  describeScopeStore(name, open)
  describeMatchStore(name, open)
  describeReviewStore(name, open)
  describeCaseStore(name, open)
  describeLetterStore(name, open)
  describeLetterWatch(name, open)
  describeAlarmStore(name, open)
  describePersonalStore(name, open)
  describeLedgerStore(name, open)
  describeIdempotencyStore(name, open)
  describeSessionStore(name, open)
  describeLeaseStore(name, open)
  describeWebhookStore(name, open)
  describeOutbox(name, open)
  describeParkedRecords(name, open)
  describeEventLog(name, open)
  describeEventLogStops(name, open)
  describeEventLogFailures(
    name,
    open,
    () => new RecallError('storage-unavailable', 'the store does not answer'),
  )
}
