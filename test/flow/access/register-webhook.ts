import type { Actor } from '@recallwire/domain/access/actor.ts'
import { webhookDeliveryIdOf } from '@recallwire/domain/ids.ts'
import type { WebhookDelivery } from '@recallwire/domain/webhook/webhook-delivery.ts'
import { z } from 'zod'
import type { Installation } from '../support/installation.ts'
import { askAs } from './ask-as.ts'

const endpointSchema = z.object({ endpointId: z.string(), facilityId: z.string() })

type Where = { readonly facilityId: string; readonly caseId: string; readonly recallId: string }
export type Webhook = { readonly endpointId: string; readonly deliveryId: string }

/** An address of this person's own systems, and a message to it that was given up. The address leads nowhere. */
export async function registerWebhook(
  installation: Installation,
  actor: Actor,
  { facilityId, caseId, recallId }: Where,
): Promise<Webhook> {
  const path = '/v1/webhooks'
  const listed = await askAs(installation, actor, { method: 'GET', path })
  const known = z.array(endpointSchema).parse(JSON.parse(listed.body))
  const body = { facilityId, url: 'https://127.0.0.1:9/recalls' }
  const { endpointId } =
    known.find((one) => one.facilityId === facilityId) ??
    endpointSchema.parse(JSON.parse((await askAs(installation, actor, { method: 'POST', path, body })).body))
  const at = installation.clock.now()
  const { organisationId } = actor
  const delivery: WebhookDelivery = {
    deliveryId: webhookDeliveryIdOf(endpointId, caseId, ['initial']),
    ...{ endpointId, organisationId, facilityId, caseId, recallId },
    about: 'initial',
    body: '{}',
    state: 'exhausted',
    createdAt: at,
    nextAttemptAt: at,
    tries: 8,
    attempts: [{ at, tookMs: 12, problem: 'ECONNREFUSED' }],
  }
  const { deliveries } = installation.running.backEnd.webhooks
  await deliveries.save({ id: delivery.deliveryId, expectedVersion: 0, next: delivery, events: [] })
  return { endpointId, deliveryId: delivery.deliveryId }
}
