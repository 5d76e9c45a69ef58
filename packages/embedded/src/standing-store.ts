import type { ContactStanding } from '@recallwire/domain/directory/contact-standing.ts'
import type { StandingStore } from '@recallwire/ports/standing-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'

export function createStandingStore(db: Database, putInOutbox: PutInOutbox): StandingStore {
  const standings = createDocumentTable<ContactStanding>(db, putInOutbox, {
    table: 'contact_standings',
    columns: { facility_id: ({ facilityId }) => facilityId },
  })
  return {
    get: standings.get,
    save: standings.save,
    ofFacility: async (facilityId) =>
      standings.find('WHERE facility_id = ? ORDER BY id', facilityId).map(({ document }) => document),
  }
}
