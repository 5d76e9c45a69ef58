import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Mailer } from '@recallwire/ports/mailer.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { NotifierConfig } from '../config.ts'
import type { Breaker } from './breaker.ts'
import type { Governor } from './governor.ts'
import type { LetterMetrics } from './letter-metrics.ts'

/** What sending needs from outside. */
export type SendingDeps = {
  readonly backEnd: Pick<
    BackEnd,
    'attachments' | 'cases' | 'directory' | 'letters' | 'notices' | 'personal' | 'standings'
  >
  readonly mailer: Mailer
  /** Says when a letter may leave. */
  readonly governor: Governor
  /** Shared by the workers of the process. */
  readonly breaker: Breaker
  /** Business time: what a letter and its events say. */
  readonly clock: Clock
  /** Real time: leases, waits and retries; never simulated. */
  readonly realNow: () => string
  readonly random: (bytes: number) => Uint8Array
  readonly installationId: string
  /** Keys the hash of the codes in letters: at least 32 bytes, kept outside the store. */
  readonly linkSecret: Uint8Array
  readonly logger: Logger
  readonly letterMetrics: LetterMetrics
  readonly config: NotifierConfig
}
