import type { WebhookDelivery } from '@recallwire/domain/webhook/webhook-delivery.ts'
import type { WebhookEndpoint } from '@recallwire/domain/webhook/webhook-endpoint.ts'
import type { WebhookStore } from '@recallwire/ports/webhook-store.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { createDocuments } from '../documents/documents.ts'

/** An endpoint that was removed has none of the fields by which endpoints are found; a delivery is due while it is pending. */
export function createWebhookStore(db: Database): WebhookStore {
  const endpoints = createDocuments<WebhookEndpoint>(db, {
    collection: 'webhook_endpoints',
    fields: {
      facilityId: ({ state, facilityId }) => (state === 'removed' ? undefined : facilityId),
      organisationId: ({ state, organisationId }) => (state === 'removed' ? undefined : organisationId),
    },
  })
  const deliveries = createDocuments<WebhookDelivery>(db, {
    collection: 'webhook_deliveries',
    fields: {
      endpointId: ({ endpointId }) => endpointId,
      createdAt: ({ createdAt }) => createdAt,
      dueAt: ({ state, nextAttemptAt }) => (state === 'pending' ? nextAttemptAt : undefined),
      exhausted: ({ state }) => (state === 'exhausted' ? true : undefined),
    },
  })
  const listed = async (filter: Fields): Promise<readonly WebhookEndpoint[]> =>
    (await endpoints.find(filter, { sort: { _id: 1 } })).map(({ document }) => document)
  return {
    endpoints: {
      get: endpoints.get,
      save: endpoints.save,
      ofFacility: (facilityId) => listed({ facilityId }),
      ofOrganisation: (organisationId) => listed({ organisationId }),
    },
    deliveries: {
      get: deliveries.get,
      save: deliveries.save,
      due: (realNow, limit) =>
        deliveries.find({ dueAt: { $lte: realNow } }, { sort: { dueAt: 1, _id: 1 }, limit }),
      ofEndpoint: async (endpointId, limit) => {
        const found = await deliveries.find({ endpointId }, { sort: { createdAt: -1, _id: -1 }, limit })
        return found.map(({ document }) => document)
      },
      exhausted: () => db.collection('webhook_deliveries').count({ exhausted: true }),
    },
  }
}
