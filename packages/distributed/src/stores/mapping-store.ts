import type { StoredMapping } from '@recallwire/domain/device/inventory-mapping.ts'
import type { MappingStore } from '@recallwire/ports/mapping-store.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'

export function createMappingStore(db: Database): MappingStore {
  const mappings = createDocuments<StoredMapping>(db, {
    collection: 'inventory_mappings',
    fields: {
      organisationId: (mapping) => mapping.organisationId,
      name: (mapping) => mapping.name,
    },
  })
  return {
    get: mappings.get,
    save: mappings.save,
    ofOrganisation: async (organisationId) =>
      (await mappings.find({ organisationId }, { sort: { name: 1 } })).map(({ document }) => document),
  }
}
