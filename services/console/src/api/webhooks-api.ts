import {
  deliveryViewSchema,
  endpointSecretsSchema,
  endpointViewSchema,
} from '@recallwire/domain/views/webhook-view.ts'
import { z } from 'zod'
import type { Transport } from './transport.ts'

/** Addresses of a facility's own systems that are told of letters, and what became of each message. */
export const createWebhooksApi = ({ ask }: Transport) => ({
  list: () => ask({ method: 'GET', path: '/v1/webhooks' }, z.array(endpointViewSchema)),
  register: (key: string, body: { readonly facilityId: string; readonly url: string }) =>
    ask({ method: 'POST', path: '/v1/webhooks', key, body }, endpointViewSchema),
  secrets: (endpointId: string) =>
    ask({ method: 'GET', path: `/v1/webhooks/${endpointId}/secret` }, endpointSecretsSchema),
  act: (endpointId: string, act: 'verify' | 'rotate' | 'remove', key: string) =>
    ask({ method: 'POST', path: `/v1/webhooks/${endpointId}/${act}`, key, body: {} }, endpointViewSchema),
  deliveries: (endpointId: string) =>
    ask({ method: 'GET', path: `/v1/webhooks/${endpointId}/deliveries` }, z.array(deliveryViewSchema)),
  resend: (endpointId: string, deliveryId: string, key: string) =>
    ask(
      {
        method: 'POST',
        path: `/v1/webhooks/${endpointId}/deliveries/${deliveryId}/resend`,
        key,
        body: {},
      },
      deliveryViewSchema,
    ),
})
