import type { StoredMapping } from '@recallwire/domain/device/inventory-mapping.ts'
import type { MappingStore } from '@recallwire/ports/mapping-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'

export function createMappingStore(db: Database, putInOutbox: PutInOutbox): MappingStore {
  const mappings = createDocumentTable<StoredMapping>(db, putInOutbox, {
    table: 'inventory_mappings',
    columns: {
      organisation_id: (mapping) => mapping.organisationId,
      name: (mapping) => mapping.name,
    },
  })
  return {
    get: mappings.get,
    save: mappings.save,
    ofOrganisation: async (organisationId) =>
      mappings
        .find('WHERE organisation_id = ? ORDER BY name', organisationId)
        .map(({ document }) => document),
  }
}
