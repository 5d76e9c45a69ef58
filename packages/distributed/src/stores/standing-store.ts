import type { ContactStanding } from '@recallwire/domain/directory/contact-standing.ts'
import type { StandingStore } from '@recallwire/ports/standing-store.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'

export function createStandingStore(db: Database): StandingStore {
  const standings = createDocuments<ContactStanding>(db, {
    collection: 'contact_standings',
    fields: { facilityId: ({ facilityId }) => facilityId },
  })
  return {
    get: standings.get,
    save: standings.save,
    ofFacility: async (facilityId) =>
      (await standings.find({ facilityId }, { sort: { _id: 1 } })).map(({ document }) => document),
  }
}
