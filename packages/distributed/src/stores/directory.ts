import type { Consignee, Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import type { Credential, Organisation, Person } from '@recallwire/domain/directory/organisation.ts'
import type { Directory } from '@recallwire/ports/directory.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { createDocuments, type DocumentShape } from '../documents/documents.ts'

export function createDirectory(db: Database): Directory {
  const organisations = listed<Organisation>(db, { collection: 'organisations', fields: {} })
  const facilities = listed<Facility>(db, {
    collection: 'facilities',
    fields: { organisationId: ({ organisationId }) => organisationId },
  })
  const contacts = listed<Contact>(db, {
    collection: 'contacts',
    fields: { facilityId: ({ facilityId }) => facilityId },
  })
  const consignees = listed<Consignee>(db, {
    collection: 'consignees',
    fields: { firmOrganisationId: ({ firmOrganisationId }) => firmOrganisationId },
  })
  const people = listed<Person>(db, {
    collection: 'people',
    fields: { organisationId: ({ organisationId }) => organisationId },
  })
  const credentials = listed<Credential>(db, {
    collection: 'credentials',
    fields: {
      organisationId: ({ organisationId }) => organisationId,
      secretHash: ({ secretHash }) => secretHash,
    },
  })
  return {
    organisations: { ...organisations.store, list: () => organisations.found({}) },
    facilities: {
      ...facilities.store,
      ofOrganisation: (organisationId) => facilities.found({ organisationId }),
      list: () => facilities.found({}),
    },
    contacts: { ...contacts.store, ofFacility: (facilityId) => contacts.found({ facilityId }) },
    consignees: {
      ...consignees.store,
      ofFirm: (firmOrganisationId) => consignees.found({ firmOrganisationId }),
    },
    people: { ...people.store, ofOrganisation: (organisationId) => people.found({ organisationId }) },
    credentials: {
      ...credentials.store,
      bySecret: async (secretHash) => (await credentials.found({ secretHash })).at(0),
      ofOrganisation: (organisationId) => credentials.found({ organisationId }),
    },
  }
}

/** `get` and `save`, and the documents that fit a filter in the order of their ids. */
function listed<Document extends object>(db: Database, shape: DocumentShape<Document>) {
  const { get, save, find } = createDocuments<Document>(db, shape)
  const found = async (filter: Fields): Promise<readonly Document[]> =>
    (await find(filter, { sort: { _id: 1 } })).map(({ document }) => document)
  return { store: { get, save }, found }
}
