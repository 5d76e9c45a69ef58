import { createWebhookCaller } from '@recallwire/mail/webhook-caller.ts'
import type { WebhookCaller } from '@recallwire/ports/channel.ts'

/** What calls facilities' own systems for a process, by its settings. */
export const openWebhookCaller = (config: {
  readonly RECALLWIRE_WEBHOOK_PRIVATE: 'refuse' | 'allow'
}): WebhookCaller => createWebhookCaller({ privateAddresses: config.RECALLWIRE_WEBHOOK_PRIVATE })
