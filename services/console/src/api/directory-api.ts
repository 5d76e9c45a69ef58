import { contactHealthSchema } from '@recallwire/domain/directory/contact-health.ts'
import {
  type ConsigneeInput,
  type ContactInput,
  consigneeSchema,
  contactSchema,
  type FacilityInput,
  facilitySchema,
} from '@recallwire/domain/directory/facility.ts'
import {
  credentialSchema,
  type OrganisationInput,
  organisationSchema,
  personSchema,
} from '@recallwire/domain/directory/organisation.ts'
import { contactViewSchema } from '@recallwire/domain/views/contact-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** A credential as the API shows it: never its secret. */
export const keySchema = credentialSchema.omit({ secretHash: true })
export type Key = z.output<typeof keySchema>

/** A new credential, with its secret this once. */
const newKeySchema = z.object({ credential: keySchema, secret: z.string() })
export type NewKey = z.output<typeof newKeySchema>

const newTenantSchema = newKeySchema.extend({ organisation: organisationSchema, person: personSchema })

/** An organisation with the person who will add the others. */
export type NewTenant = {
  readonly organisation: OrganisationInput
  readonly firstPerson: { readonly name: string; readonly role: string }
  readonly credential: 'key' | 'sign-in-link'
}

/** Who exists: organisations, sites, contacts, consignees, people and keys. */
export const createDirectoryApi = ({ ask }: Transport) => ({
  organisations: () => ask({ method: 'GET', path: '/v1/organisations' }, z.array(organisationSchema)),
  addOrganisation: (key: string, body: NewTenant) =>
    ask({ method: 'POST', path: '/v1/organisations', key, body }, newTenantSchema),
  facilities: () => ask({ method: 'GET', path: '/v1/facilities' }, z.array(facilitySchema)),
  addFacility: (key: string, body: FacilityInput) =>
    ask({ method: 'POST', path: '/v1/facilities', key, body }, facilitySchema),
  contacts: (facilityId: string) =>
    ask({ method: 'GET', path: `/v1/facilities/${facilityId}/contacts` }, z.array(contactViewSchema)),
  askAgain: (contactId: string, key: string) =>
    ask({ method: 'POST', path: `/v1/contacts/${contactId}/verification`, key }, z.unknown()),
  contactHealth: () => ask({ method: 'GET', path: '/v1/contact-health' }, z.array(contactHealthSchema)),
  healthOf: (facilityId: string) =>
    ask({ method: 'GET', path: `/v1/facilities/${facilityId}/contact-health` }, contactHealthSchema),
  addContact: (key: string, body: ContactInput) =>
    ask({ method: 'POST', path: '/v1/contacts', key, body }, contactSchema),
  consignees: () => ask({ method: 'GET', path: '/v1/consignees' }, z.array(consigneeSchema)),
  addConsignee: (key: string, body: ConsigneeInput) =>
    ask({ method: 'POST', path: '/v1/consignees', key, body }, consigneeSchema),
  people: () => ask({ method: 'GET', path: '/v1/people' }, z.array(personSchema)),
  addPerson: (key: string, body: { readonly name: string; readonly role: string }) =>
    ask({ method: 'POST', path: '/v1/people', key, body }, personSchema),
  keys: () => ask({ method: 'GET', path: '/v1/keys' }, z.array(keySchema)),
  addKey: (
    key: string,
    body: {
      readonly personId: string
      readonly kind: Key['kind']
      readonly label?: string | undefined
      readonly expiresInDays?: number | undefined
    },
  ) => ask({ method: 'POST', path: '/v1/keys', key, body }, newKeySchema),
  revokeKey: (credentialId: string) => ask({ method: 'DELETE', path: `/v1/keys/${credentialId}` }, keySchema),
})
