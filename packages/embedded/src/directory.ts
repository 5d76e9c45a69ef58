import type { Consignee, Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import type { Credential, Organisation, Person } from '@recallwire/domain/directory/organisation.ts'
import type { Directory } from '@recallwire/ports/directory.ts'
import type { Database } from './database.ts'
import { createDocumentTable, type DocumentShape, type DocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'

export function createDirectory(db: Database, putInOutbox: PutInOutbox): Directory {
  const table = <Document>(shape: DocumentShape<Document>) =>
    createDocumentTable<Document>(db, putInOutbox, shape)
  return {
    organisations: openTo(table<Organisation>({ table: 'organisations', columns: {} }), (found) => ({
      list: async () => found('ORDER BY id'),
    })),
    facilities: openTo(
      table<Facility>({
        table: 'facilities',
        columns: { organisation_id: ({ organisationId }) => organisationId },
      }),
      (found) => ({
        ofOrganisation: async (organisationId: string) =>
          found('WHERE organisation_id = ? ORDER BY id', organisationId),
        list: async () => found('ORDER BY id'),
      }),
    ),
    contacts: openTo(
      table<Contact>({ table: 'contacts', columns: { facility_id: ({ facilityId }) => facilityId } }),
      (found) => ({
        ofFacility: async (facilityId: string) => found('WHERE facility_id = ? ORDER BY id', facilityId),
      }),
    ),
    consignees: openTo(
      table<Consignee>({
        table: 'consignees',
        columns: { firm_organisation_id: ({ firmOrganisationId }) => firmOrganisationId },
      }),
      (found) => ({
        ofFirm: async (firmOrganisationId: string) =>
          found('WHERE firm_organisation_id = ? ORDER BY id', firmOrganisationId),
      }),
    ),
    people: openTo(
      table<Person>({
        table: 'people',
        columns: { organisation_id: ({ organisationId }) => organisationId },
      }),
      (found) => ({
        ofOrganisation: async (organisationId: string) =>
          found('WHERE organisation_id = ? ORDER BY id', organisationId),
      }),
    ),
    credentials: openTo(
      table<Credential>({
        table: 'credentials',
        columns: {
          organisation_id: ({ organisationId }) => organisationId,
          secret_hash: ({ secretHash }) => secretHash,
        },
      }),
      (found) => ({
        bySecret: async (secretHash: string) => found('WHERE secret_hash = ?', secretHash).at(0),
        ofOrganisation: async (organisationId: string) =>
          found('WHERE organisation_id = ? ORDER BY id', organisationId),
      }),
    ),
  }
}

type Found<Document> = (tail: string, ...values: readonly string[]) => readonly Document[]

/** `get` and `save` of a table, and the listings made from what it finds. */
function openTo<Document, Listings>(
  table: DocumentTable<Document>,
  listings: (found: Found<Document>) => Listings,
) {
  const found: Found<Document> = (tail, ...values) =>
    table.find(tail, ...values).map(({ document }) => document)
  return { get: table.get, save: table.save, ...listings(found) }
}
