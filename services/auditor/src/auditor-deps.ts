import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { Signer } from '@recallwire/ledger/signed-note.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'
import type { AuditorConfig } from './config.ts'

/** What the auditor works with. It writes the ledger, and what became of parked records. */
export type AuditorDeps = {
  readonly backEnd: Pick<BackEnd, 'log' | 'ledger' | 'notices' | 'cases' | 'parked'>
  readonly http: HttpServer<Actor>
  /** Business time: what "today" is in a report. */
  readonly clock: Clock
  /** Real time: how long entries wait for a checkpoint. */
  readonly realNow: () => string
  /** The organisation under which the installation itself acts. */
  readonly installationId: string
  /** Named after `RECALLWIRE_LEDGER_ORIGIN`. */
  readonly signer: Signer
  readonly config: AuditorConfig
  readonly logger: Logger
  readonly metrics: Metrics
  readonly onFault: (error: unknown) => void
}
