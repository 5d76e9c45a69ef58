import type { ContactStanding } from '@recallwire/domain/directory/contact-standing.ts'
import type { AggregateStore } from './aggregate-store.ts'

/** What is known of contacts' addresses, by contactId. Written by the notifier. */
export interface StandingStore extends AggregateStore<ContactStanding> {
  /** All of one facility, in the order of their ids. */
  ofFacility(facilityId: string): Promise<readonly ContactStanding[]>
}
