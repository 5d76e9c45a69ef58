import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { NotifierConfig } from '../config.ts'

/** What deciding about cases needs from outside. */
export type CaseworkDeps = {
  readonly backEnd: Pick<
    BackEnd,
    'cases' | 'directory' | 'ladders' | 'letters' | 'notices' | 'personal' | 'standings' | 'webhooks'
  >
  /** Business time: due dates, and what events record. */
  readonly clock: Clock
  /** Real time: when messages to facilities' own systems are tried. */
  readonly realNow: () => string
  readonly random: (bytes: number) => Uint8Array
  /** The installation's own organisation, in whose name automatic acts are recorded. */
  readonly installationId: string
  readonly logger: Logger
  readonly config: NotifierConfig
}
