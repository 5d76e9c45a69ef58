import type { WebhookStore } from '@recallwire/ports/webhook-store.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'

export type WebhookMetrics = {
  tried(outcome: 'taken' | 'failed' | 'exhausted'): void
  observe(webhooks: Pick<WebhookStore, 'deliveries'>): Promise<void>
}

export function createWebhookMetrics(metrics: Metrics): WebhookMetrics {
  const tries = metrics.counter({
    name: 'recallwire_webhook_tries_total',
    help: 'Calls to facilities’ own systems by outcome; exhausted ones count the messages given up.',
    labels: ['outcome'],
  })
  const givenUp = metrics.gauge({
    name: 'recallwire_webhooks_exhausted',
    help: 'Messages to facilities’ own systems that no further try is made of. The letters go by mail all the same.',
  })
  return {
    tried: (outcome) => tries.inc({ outcome }),
    observe: async ({ deliveries }) => givenUp.set(await deliveries.exhausted()),
  }
}
