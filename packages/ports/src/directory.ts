import type { Consignee, Contact, Facility } from '@recallwire/domain/directory/facility.ts'
import type { Credential, Organisation, Person } from '@recallwire/domain/directory/organisation.ts'
import type { AggregateStore } from './aggregate-store.ts'

/** Who exists: organisations, their sites, people and keys, and whom a firm shipped to. Written by ingestion. */
export interface Directory {
  readonly organisations: AggregateStore<Organisation> & { list(): Promise<readonly Organisation[]> }
  readonly facilities: AggregateStore<Facility> & {
    ofOrganisation(organisationId: string): Promise<readonly Facility[]>
    list(): Promise<readonly Facility[]>
  }
  readonly contacts: AggregateStore<Contact> & { ofFacility(facilityId: string): Promise<readonly Contact[]> }
  readonly consignees: AggregateStore<Consignee> & {
    ofFirm(firmOrganisationId: string): Promise<readonly Consignee[]>
  }
  readonly people: AggregateStore<Person> & {
    ofOrganisation(organisationId: string): Promise<readonly Person[]>
  }
  readonly credentials: AggregateStore<Credential> & {
    /** By the SHA-256 of its secret. */
    bySecret(secretHash: string): Promise<Credential | undefined>
    ofOrganisation(organisationId: string): Promise<readonly Credential[]>
  }
}
