import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'
import type { IngestionConfig } from './config.ts'

export type IngestionDeps = {
  readonly backEnd: Pick<
    BackEnd,
    | 'cases'
    | 'attachments'
    | 'catalogue'
    | 'directory'
    | 'imports'
    | 'log'
    | 'mappings'
    | 'notices'
    | 'personal'
    | 'registry'
    | 'reviews'
    | 'sources'
    | 'standings'
  >
  readonly http: Pick<HttpServer<Actor>, 'add'>
  /** Business time: what records and events carry. */
  readonly clock: Clock
  /** Cryptographically strong bytes, for secrets and salts. */
  readonly random: (bytes: number) => Uint8Array
  /** The organisation id under which the installation itself acts. */
  readonly installationId: string
  readonly logger: Logger
  readonly metrics: Metrics
  readonly config: IngestionConfig
  /** Receives what no retry can heal. */
  readonly onFault: (error: unknown) => void
}
