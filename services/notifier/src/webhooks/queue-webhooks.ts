import { serviceActor } from '@recallwire/domain/access/actor.ts'
import type { Case, LetterKind, LetterPlan } from '@recallwire/domain/casework/case.ts'
import type { CaseEvent } from '@recallwire/domain/casework/case-event.ts'
import { webhookDeliveryIdOf } from '@recallwire/domain/ids.ts'
import { composeWebhook } from '@recallwire/domain/webhook/compose-webhook.ts'
import type { WebhookDelivery, WebhookTopic } from '@recallwire/domain/webhook/webhook-delivery.ts'
import { readRecall } from '../casework/read-recall.ts'
import { deliveryEvents } from './delivery-events.ts'
import type { WebhookDeps } from './webhook-deps.ts'

/** Letters that answer one person are none of a system's business. */
const personal: readonly LetterKind[] = ['receipt', 'fresh-code', 'wrong-recipient']
const repeats: readonly LetterKind[] = ['reminder', 'escalation']

type News = {
  readonly about: WebhookTopic
  readonly plan?: LetterPlan
  /** What tells this message from others of the case. */
  readonly name: readonly string[]
}

/**
 * What a case decided to tell its facility becomes a message for each verified endpoint of the facility, in a row of its own that
 * survives any restart. Nothing is called here.
 */
export async function queueWebhooks(
  deps: Pick<WebhookDeps, 'backEnd' | 'clock' | 'realNow' | 'installationId' | 'config'>,
  on: Case,
  event: CaseEvent,
  causeId: string,
): Promise<void> {
  const news = newsOf(event)
  if (news === undefined) return
  const listed = await deps.backEnd.webhooks.endpoints.ofFacility(on.facilityId)
  const endpoints = listed.filter(({ state }) => state === 'verified')
  if (endpoints.length === 0) return
  const { notice, newest, firmName } = await readRecall(deps.backEnd, on.recallId)
  const facts = {
    reference: notice.reference,
    firmName,
    title: newest.content.title,
    publicUrl: deps.config.RECALLWIRE_PUBLIC_URL,
  }
  const now = deps.clock.now()
  const body = composeWebhook(on, news.about, news.plan, facts, now)
  for (const { endpointId, organisationId } of endpoints) {
    const delivery: WebhookDelivery = {
      deliveryId: webhookDeliveryIdOf(endpointId, on.caseId, news.name),
      endpointId,
      organisationId,
      facilityId: on.facilityId,
      caseId: on.caseId,
      recallId: on.recallId,
      about: news.about,
      body,
      state: 'pending',
      createdAt: now,
      nextAttemptAt: deps.realNow(),
      tries: 0,
      attempts: [],
    }
    // A conflict says that the message is there already: the event was delivered again, or another letter said the same.
    await deps.backEnd.webhooks.deliveries.save({
      id: delivery.deliveryId,
      expectedVersion: 0,
      next: delivery,
      events: deliveryEvents(delivery, [{ kind: 'WebhookQueued', at: now, about: news.about }], {
        actor: serviceActor('notifier', deps.installationId),
        at: now,
        version: 1,
        causeId,
      }),
      causeId,
    })
  }
}

function newsOf(event: CaseEvent): News | undefined {
  if (event.kind === 'ReplyAskedByWebhook') return { about: 'reply-owed', name: ['reply-owed', event.stepId] }
  if (event.kind !== 'LetterPlanned' || personal.includes(event.plan.kind)) return undefined
  const { plan } = event
  const { kind, letterId, revision, newUnits, releasedUnits, confirmUnits, changed } = plan
  const said = [newUnits, releasedUnits, confirmUnits, changed].map((ids) => ids.toSorted().join(','))
  const name = repeats.includes(kind) ? [kind, letterId] : [kind, String(revision), ...said]
  return { about: kind, plan, name }
}
