import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { DeliveryEvent, WebhookDelivery } from '@recallwire/domain/webhook/webhook-delivery.ts'

/** Events of one change of a delivery; `version` is the one the change makes. */
export function deliveryEvents(
  on: WebhookDelivery,
  events: readonly DeliveryEvent[],
  stamp: {
    readonly actor: Actor
    readonly at: string
    readonly version: number
    readonly causeId?: string | undefined
  },
): readonly OutgoingEvent[] {
  const { deliveryId, endpointId, caseId, recallId, facilityId, organisationId } = on
  return events.map((event, index) =>
    outgoing(caseId, {
      id: eventIdOf('/notifier', `${deliveryId}@${stamp.version}`, index),
      source: '/notifier',
      type: 'recallwire.webhook-delivery-changed.v1',
      subject: deliveryId,
      at: stamp.at,
      actor: stamp.actor,
      causeId: stamp.causeId,
      data: { deliveryId, endpointId, caseId, recallId, facilityId, organisationId, event },
    }),
  )
}
