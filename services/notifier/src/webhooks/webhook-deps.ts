import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Channels } from '@recallwire/ports/channel.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { NotifierConfig } from '../config.ts'

/** What telling facilities' own systems needs from outside. */
export type WebhookDeps = {
  readonly backEnd: Pick<BackEnd, 'cases' | 'directory' | 'notices' | 'webhooks'>
  readonly webhook: Channels['webhook']
  /** Business time: what a message and its events say. */
  readonly clock: Clock
  /** Real time: tries, signatures and secrets; never simulated. */
  readonly realNow: () => string
  readonly installationId: string
  /** From it the secrets of endpoints derive. */
  readonly linkSecret: Uint8Array
  readonly logger: Logger
  readonly config: Pick<NotifierConfig, 'RECALLWIRE_PUBLIC_URL'>
}
