import type { Actor } from '@recallwire/domain/access/actor.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { type DeliveryView, deliveryViewSchema } from '@recallwire/domain/views/webhook-view.ts'
import { resent, type WebhookDelivery } from '@recallwire/domain/webhook/webhook-delivery.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { problem } from '@recallwire/runtime/problem.ts'
import { defineRoute, type Route } from '@recallwire/runtime/route.ts'
import { z } from 'zod'
import { deliveryEvents } from '../webhooks/delivery-events.ts'
import type { WebhookDeps } from '../webhooks/webhook-deps.ts'
import { absent, keyOf } from './answers.ts'
import { findOwn } from './webhooks.ts'

const route = defineRoute<Actor>()
const deliveriesListed = 100

/** What became of each message to an address, try by try, and sending one again. */
export const webhookDeliveryRoutes = (deps: WebhookDeps): readonly Route<Actor>[] => [
  route({
    method: 'GET',
    path: '/v1/webhooks/:endpointId/deliveries',
    summary: 'The newest messages to a webhook address with every try',
    action: 'webhooks.read',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ endpointId: idSchema }),
    reply: { 200: z.array(deliveryViewSchema) },
    handle: async ({ actor, params: { endpointId } }) => {
      const endpoint = await findOwn(deps, actor, 'webhooks.read', endpointId)
      if (endpoint === undefined) return absent('webhook')
      const listed = await deps.backEnd.webhooks.deliveries.ofEndpoint(endpointId, deliveriesListed)
      return { status: 200, body: listed.map(shown) }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/webhooks/:endpointId/deliveries/:deliveryId/resend',
    summary: 'Send a message again, under the same id and with a new round of tries',
    action: 'webhooks.edit',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ endpointId: idSchema, deliveryId: idSchema }),
    reply: { 202: deliveryViewSchema },
    handle: async (request) => {
      const { actor } = request
      const { endpointId, deliveryId } = request.params
      const { deliveries } = deps.backEnd.webhooks
      const endpoint = await findOwn(deps, actor, 'webhooks.edit', endpointId)
      const known = endpoint && (await deliveries.get(deliveryId))?.document
      if (known === undefined || known.endpointId !== endpointId) return absent('message')
      const causeId = `${actor.organisationId}:${keyOf(request)}`
      let version = 0
      const decided = await decideAndSave<WebhookDelivery>(
        {
          read: async () => {
            const stored = await deliveries.get(deliveryId)
            version = stored?.version ?? 0
            return stored
          },
          save: (change) => deliveries.save(change),
        },
        { id: deliveryId, causeId },
        (on) => {
          const change = on && resent(on, deps.realNow())
          if (change === undefined) return { kind: 'nothing' }
          const stamp = { actor, at: deps.clock.now(), version: version + 1, causeId }
          return {
            kind: 'save',
            next: change.next,
            events: deliveryEvents(change.next, change.events, stamp),
          }
        },
      )
      if (decided.kind === 'nothing')
        return problem(409, 'The message is on its way', {
          kind: 'webhook-pending',
          detail: 'Wait for what becomes of it.',
        })
      return { status: 202, body: shown(decided.kind === 'refused' ? known : (decided.document ?? known)) }
    },
  }),
]

const shown = ({
  organisationId: _owner,
  endpointId: _endpoint,
  ...delivery
}: WebhookDelivery): DeliveryView => delivery
