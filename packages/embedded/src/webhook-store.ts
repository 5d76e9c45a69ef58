import type { WebhookDelivery } from '@recallwire/domain/webhook/webhook-delivery.ts'
import type { WebhookEndpoint } from '@recallwire/domain/webhook/webhook-endpoint.ts'
import type { WebhookStore } from '@recallwire/ports/webhook-store.ts'
import type { Database } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { waitingOf } from './row.ts'

export function createWebhookStore(db: Database, putInOutbox: PutInOutbox): WebhookStore {
  const endpoints = createDocumentTable<WebhookEndpoint>(db, putInOutbox, {
    table: 'webhook_endpoints',
    columns: {
      facility_id: ({ facilityId }) => facilityId,
      organisation_id: ({ organisationId }) => organisationId,
      removed: ({ state }) => (state === 'removed' ? 1 : 0),
    },
  })
  const deliveries = createDocumentTable<WebhookDelivery>(db, putInOutbox, {
    table: 'webhook_deliveries',
    columns: {
      endpoint_id: ({ endpointId }) => endpointId,
      state: ({ state }) => state,
      next_attempt_at: ({ nextAttemptAt }) => nextAttemptAt,
      created_at: ({ createdAt }) => createdAt,
    },
  })
  const listed = (column: string, value: string) =>
    endpoints.find(`WHERE ${column} = ? AND removed = 0 ORDER BY id`, value).map(({ document }) => document)
  return {
    endpoints: {
      get: endpoints.get,
      save: endpoints.save,
      ofFacility: async (facilityId) => listed('facility_id', facilityId),
      ofOrganisation: async (organisationId) => listed('organisation_id', organisationId),
    },
    deliveries: {
      get: deliveries.get,
      save: deliveries.save,
      due: async (realNow, limit) =>
        deliveries.find(
          "WHERE state = 'pending' AND next_attempt_at <= ? ORDER BY next_attempt_at, id LIMIT ?",
          realNow,
          limit,
        ),
      ofEndpoint: async (endpointId, limit) =>
        deliveries
          .find('WHERE endpoint_id = ? ORDER BY created_at DESC, id DESC LIMIT ?', endpointId, limit)
          .map(({ document }) => document),
      exhausted: async () =>
        waitingOf(
          db.get(
            "SELECT count(*) AS count, NULL AS oldest_at FROM webhook_deliveries WHERE state = 'exhausted'",
          ),
        ).count,
    },
  }
}
