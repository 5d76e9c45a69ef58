import type { StoredMapping } from '@recallwire/domain/device/inventory-mapping.ts'
import type { AggregateStore } from './aggregate-store.ts'

/** How organisations' own CSV files are read, by mappingId. Written by ingestion. */
export interface MappingStore extends AggregateStore<StoredMapping> {
  /** All of one organisation, by name in the order of its characters' codes. They are few. */
  ofOrganisation(organisationId: string): Promise<readonly StoredMapping[]>
}
