import { documents } from './001-documents.ts'
import { eventLog } from './002-event-log.ts'
import { devices } from './003-devices.ts'
import { matching } from './004-matching.ts'
import { casework } from './005-casework.ts'
import { ledger } from './006-ledger.ts'
import { running } from './007-running.ts'
import { places } from './008-places.ts'
import { catalogue } from './009-catalogue.ts'
import { reviews } from './010-reviews.ts'
import { unfinishedImports } from './011-unfinished-imports.ts'
import { sources } from './012-sources.ts'
import { mailReports } from './013-mail-reports.ts'
import { inventoryMappings } from './014-inventory-mappings.ts'
import { linking } from './015-linking.ts'
import { contactStandings } from './016-contact-standings.ts'
import { gaps } from './017-gaps.ts'
import { fewerIndexes } from './018-fewer-indexes.ts'
import { attachments } from './019-attachments.ts'
import { idempotencyHolders } from './020-idempotency-holders.ts'
import { parked } from './021-parked.ts'
import { recallLadders } from './022-recall-ladders.ts'
import { holdingsAsTheyCame } from './023-holdings-as-they-came.ts'
import { webhooks } from './024-webhooks.ts'

/**
 * The schema, step by step. Append only: a data file remembers how many steps it has had, so a step that was released
 * never changes.
 */
export const migrations: readonly string[] = [
  documents,
  eventLog,
  devices,
  matching,
  casework,
  ledger,
  running,
  places,
  catalogue,
  reviews,
  unfinishedImports,
  sources,
  mailReports,
  inventoryMappings,
  linking,
  contactStandings,
  gaps,
  fewerIndexes,
  attachments,
  idempotencyHolders,
  parked,
  recallLadders,
  holdingsAsTheyCame,
  webhooks,
]
