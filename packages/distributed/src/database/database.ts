import type { Index } from '../schema/schema-step.ts'
import type { Collection } from './collection.ts'

/** Everything that is kept, one name each. A name that is released never changes. */
export const collectionNames = [
  'alarms',
  'applied_causes',
  'attachments',
  'bulk_redrives',
  'cases',
  'catalogue_imports',
  'catalogue_records',
  'consignees',
  'contact_standings',
  'contacts',
  'credentials',
  'facilities',
  'holdings',
  'idempotency_records',
  'import_rows',
  'imports',
  'inventory_mappings',
  'leases',
  'ledger_checkpoints',
  'ledger_recall_heads',
  'ledger_rows',
  'letters',
  'match_jobs',
  'matches',
  'notices',
  'organisations',
  'outbox_hints',
  'parked_records',
  'parts',
  'people',
  'personal_records',
  'recall_ladders',
  'recall_sources',
  'relink_jobs',
  'reviews',
  'scope_writes',
  'scopes',
  'sessions',
  'states',
  'webhook_deliveries',
  'webhook_endpoints',
] as const
export type CollectionName = (typeof collectionNames)[number]

export const isCollectionName = (name: string): name is CollectionName =>
  collectionNames.some((known) => known === name)

/** One database of MongoDB, as stores use it. */
export interface Database {
  collection(name: CollectionName): Collection
  /** Real time. */
  readonly realNow: () => string
  /**
   * Real time with a number behind it, as a text that sorts: what one process does later has a later one. Between processes it is as
   * good as their clocks, so that nothing but fairness rests on it.
   */
  readonly stamp: () => string
  /** Makes those that are missing; takes as long as the collection is large. */
  createIndexes(name: CollectionName, indexes: readonly Index[]): Promise<void>
  close(): Promise<void>
}

/** The instant of a stamp. */
export const timeOf = (stamp: string): string => stamp.slice(0, 24)

export function createStamps(realNow: () => string): () => string {
  let number = 0
  return () => {
    number += 1
    return `${realNow()}/${String(number).padStart(12, '0')}`
  }
}
