import type { Mailer } from './mailer.ts'

/** What a webhook endpoint answered: the status and the beginning of the body, or why there was no answer. */
export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly because: string }

/**
 * Calls an address that somebody outside the installation chose. One request and no redirect; within 15 s it has an answer or
 * says that there was none, and it never throws for what the other side does. Addresses that are not public are refused in the
 * connection's own look-up, so that a name cannot lead elsewhere after it was checked.
 */
export interface WebhookCaller {
  post(
    message: {
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    },
    signal: AbortSignal,
  ): Promise<WebhookAnswer>
}

/**
 * The ways by which the installation itself reaches a facility. Mail carries the duty and settles it; webhooks tell the facility's
 * own systems beside it. Calls and text messages are made by people, as tasks of the case.
 */
export type Channels = { readonly mail: Mailer; readonly webhook: WebhookCaller }
