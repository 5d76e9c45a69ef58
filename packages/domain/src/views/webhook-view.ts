import { z } from 'zod'
import { webhookDeliverySchema } from '../webhook/webhook-delivery.ts'
import { type WebhookEndpoint, webhookEndpointSchema } from '../webhook/webhook-endpoint.ts'

/** An address of a facility's own systems: `GET /v1/webhooks`. Its secret has a route of its own. */
export const endpointViewSchema = webhookEndpointSchema.omit({ secretVersion: true }).extend({
  facilityName: z.string(),
})
export type EndpointView = z.infer<typeof endpointViewSchema>

export const viewEndpoint = (
  { secretVersion: _version, ...endpoint }: WebhookEndpoint,
  facilityName: string,
): EndpointView => ({ ...endpoint, facilityName })

/** One message with its tries: `GET /v1/webhooks/{endpointId}/deliveries`. */
export const deliveryViewSchema = webhookDeliverySchema.omit({ organisationId: true, endpointId: true })
export type DeliveryView = z.infer<typeof deliveryViewSchema>

/** What receivers verify with, the newest first; the one before is good for a day after a change. */
export const endpointSecretsSchema = z.strictObject({ secrets: z.array(z.string()) })
