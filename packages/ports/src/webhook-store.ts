import type { WebhookDelivery } from '@recallwire/domain/webhook/webhook-delivery.ts'
import type { WebhookEndpoint } from '@recallwire/domain/webhook/webhook-endpoint.ts'
import type { AggregateStore, Stored } from './aggregate-store.ts'

/** Where facilities' own systems are told of letters, and what became of each message. Written by the notifier. */
export interface WebhookStore {
  /** By endpointId. Listings leave removed ones out. */
  readonly endpoints: AggregateStore<WebhookEndpoint> & {
    ofFacility(facilityId: string): Promise<readonly WebhookEndpoint[]>
    ofOrganisation(organisationId: string): Promise<readonly WebhookEndpoint[]>
  }
  /** By deliveryId. */
  readonly deliveries: AggregateStore<WebhookDelivery> & {
    /** Pending ones whose `nextAttemptAt` is not after `realNow`, the longest waiting first. */
    due(realNow: string, limit: number): Promise<readonly Stored<WebhookDelivery>[]>
    /** The newest first. */
    ofEndpoint(endpointId: string, limit: number): Promise<readonly WebhookDelivery[]>
    /** How many no further try is made of. */
    exhausted(): Promise<number>
  }
}
