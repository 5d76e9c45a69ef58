import { serviceActor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import {
  attempted,
  type DeliveryChange,
  exhausted,
  isGone,
  isSuccess,
  type WebhookAttempt,
  type WebhookDelivery,
} from '@recallwire/domain/webhook/webhook-delivery.ts'
import { signingVersions, type WebhookEndpoint } from '@recallwire/domain/webhook/webhook-endpoint.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import type { WebhookAnswer } from '@recallwire/ports/channel.ts'
import { deliveryEvents } from './delivery-events.ts'
import { saveEndpoint } from './save-endpoint.ts'
import type { WebhookDeps } from './webhook-deps.ts'
import type { WebhookMetrics } from './webhook-metrics.ts'
import { webhookHeaders, webhookSecret } from './webhook-secret.ts'

/** Messages tried at once; each has 15 s, so that a round of receivers that hang is over soon. */
const atOnce = 16
/** Longer than a call can take: after it another process may take the message up. */
const leaseMs = 60_000

type Deps = WebhookDeps & { readonly webhookMetrics: WebhookMetrics }

/** One round: messages whose time has come are sent, signed, each try recorded. At least once: the id tells receivers a repeat. */
export async function deliverWebhooks(deps: Deps, signal: AbortSignal): Promise<'busy' | 'idle'> {
  const due = await deps.backEnd.webhooks.deliveries.due(deps.realNow(), atOnce)
  await Promise.all(due.map((stored) => deliver(deps, stored, signal)))
  await deps.webhookMetrics.observe(deps.backEnd.webhooks)
  return due.length > 0 ? 'busy' : 'idle'
}

async function deliver(
  deps: Deps,
  { version, document }: Stored<WebhookDelivery>,
  signal: AbortSignal,
): Promise<void> {
  const { deliveries, endpoints } = deps.backEnd.webhooks
  const nextAttemptAt = addMs(deps.realNow(), leaseMs)
  const claim = { id: document.deliveryId, expectedVersion: version, events: [] }
  const claimed = await deliveries.save({ ...claim, next: { ...document, nextAttemptAt } })
  if (claimed.kind !== 'saved') return
  const endpoint = (await endpoints.get(document.endpointId))?.document
  if (endpoint?.state !== 'verified') {
    const gone = exhausted(document, `the address is ${endpoint?.state ?? 'unknown'}`, deps.clock.now())
    return record(deps, gone, claimed.version)
  }
  const attempt = await call(deps, endpoint, document, signal)
  // The process ends: what came of the call is not known, and whoever takes over after the lease makes it again.
  if (signal.aborted) return
  await record(deps, stamped(attempted(document, attempt, deps.realNow()), deps.clock.now()), claimed.version)
  deps.webhookMetrics.tried(isSuccess(attempt) ? 'taken' : 'failed')
  await saveEndpoint(deps, {
    endpointId: endpoint.endpointId,
    command: isSuccess(attempt) ? { kind: 'NoteSuccess' } : { kind: 'NoteFailure', gone: isGone(attempt) },
    actor: serviceActor('notifier', deps.installationId),
  })
}

/** Tries are made in real time; what the ledger reads of them is told in business time. */
const stamped = ({ next, events }: DeliveryChange, at: string): DeliveryChange => ({
  next,
  events: events.map((event) => ({ ...event, at })),
})

async function record(deps: Deps, { next, events }: DeliveryChange, version: number): Promise<void> {
  const actor = serviceActor('notifier', deps.installationId)
  const stamp = { actor, at: deps.clock.now(), version: version + 1 }
  // A conflict says that another process has it, after the lease: its word stands.
  await deps.backEnd.webhooks.deliveries.save({
    id: next.deliveryId,
    expectedVersion: version,
    next,
    events: deliveryEvents(next, events, stamp),
  })
  if (next.state === 'exhausted') {
    const { deliveryId, endpointId } = next
    deps.webhookMetrics.tried('exhausted')
    deps.logger.warn('webhook given up', { deliveryId, endpointId, tries: next.tries })
  }
}

async function call(
  deps: WebhookDeps,
  endpoint: WebhookEndpoint,
  { deliveryId, body }: Pick<WebhookDelivery, 'deliveryId' | 'body'>,
  signal: AbortSignal,
): Promise<WebhookAttempt> {
  const at = deps.realNow()
  const answer = await post(deps, endpoint, { id: deliveryId, body }, signal)
  const tookMs = Math.max(0, Date.parse(deps.realNow()) - Date.parse(at))
  return answer.kind === 'answered'
    ? { at, tookMs, status: answer.status }
    : { at, tookMs, problem: answer.because }
}

/** Signs a message for an endpoint, with the secret before the newest as well for a day after a change, and calls it once. */
export function post(
  deps: Pick<WebhookDeps, 'webhook' | 'realNow' | 'linkSecret'>,
  endpoint: WebhookEndpoint,
  { id, body }: { readonly id: string; readonly body: string },
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  const at = deps.realNow()
  const secrets = signingVersions(endpoint, at).map((version) =>
    webhookSecret(deps.linkSecret, endpoint.endpointId, version),
  )
  return deps.webhook.post(
    { url: endpoint.url, headers: webhookHeaders({ id, at, body }, secrets), body },
    signal,
  )
}
