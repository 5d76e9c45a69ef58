import type { Actor } from '@recallwire/domain/access/actor.ts'
import { outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import {
  decideEndpoint,
  type EndpointCommand,
  type WebhookEndpoint,
} from '@recallwire/domain/webhook/webhook-endpoint.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { WebhookDeps } from './webhook-deps.ts'

export type EndpointOrder = {
  readonly endpointId: string
  readonly command: EndpointCommand
  readonly actor: Actor
  readonly causeId?: string | undefined
}

/** The one place where an endpoint changes. */
export async function saveEndpoint(
  { backEnd, clock, realNow }: Pick<WebhookDeps, 'backEnd' | 'clock' | 'realNow'>,
  { endpointId, command, actor, causeId }: EndpointOrder,
): Promise<WebhookEndpoint | undefined> {
  const { endpoints } = backEnd.webhooks
  let version = 0
  const read = async () => {
    const stored = await endpoints.get(endpointId)
    version = stored?.version ?? 0
    return stored
  }
  const decided = await decideAndSave<WebhookEndpoint>(
    { read, save: (change) => endpoints.save(change) },
    { id: endpointId, causeId },
    (current) => {
      const decision = decideEndpoint(current, command, realNow())
      if (decision.kind === 'nothing') return decision
      const { next } = decision
      const { facilityId, organisationId } = next
      const events = decision.events.map((event, index) =>
        outgoing(endpointId, {
          id: eventIdOf('/notifier', `${endpointId}@${version + 1}`, index),
          source: '/notifier',
          type: 'recallwire.webhook-endpoint-changed.v1',
          subject: endpointId,
          at: clock.now(),
          actor,
          causeId,
          data: { endpointId, facilityId, organisationId, event },
        }),
      )
      return { kind: 'save', next, events }
    },
  )
  return decided.kind === 'refused' ? undefined : decided.document
}
