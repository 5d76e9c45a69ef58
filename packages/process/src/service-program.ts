import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import type { Environment } from '@recallwire/runtime/config.ts'
import type { HttpServer } from '@recallwire/runtime/http-server.ts'
import type { Lifecycle, SignalSource } from '@recallwire/runtime/lifecycle.ts'
import type { Logger } from '@recallwire/runtime/logger.ts'
import type { Metrics } from '@recallwire/runtime/metrics.ts'
import type { ApiDocument } from '@recallwire/runtime/operations.ts'
import type { z } from 'zod'
import type { Banner } from './banners.ts'
import type { AwsSettings } from './open-mail.ts'

/** What a service finds open when it starts in a process of its own. */
export type OpenedProcess = {
  readonly backEnd: BackEnd
  /** Add routes to it; it listens afterwards. */
  readonly http: HttpServer<Actor>
  /** Business time, which is never simulated here. */
  readonly clock: Clock
  /** Real time in UTC: leases run on it. */
  readonly realNow: () => string
  readonly random: (bytes: number) => Uint8Array
  readonly installationId: string
  readonly publicUrl: string
  /** Signs the person for whom another service is asked. */
  readonly forwardedSecret: Uint8Array
  readonly environmentBanner: Banner | undefined
  /** The folder of the data file, where the back end is one. */
  readonly dataFolder: string | undefined
  readonly aws: AwsSettings
  readonly logger: Logger
  readonly metrics: Metrics
  /** Whatever else the service opens is closed with the process. */
  readonly lifecycle: Lifecycle
  /** Ends the process: for what no retry can heal. */
  readonly onFault: (error: unknown) => void
}

/** One service as a process. */
export type ServiceProgram<Own extends z.ZodObject> = {
  readonly name: string
  /** Its settings, beside those of every process. */
  readonly settings: Own
  /** Moves what the stores wrote into the log: in every process that writes events; one at a time does it, by a lease. */
  readonly relays: boolean
  /** Shows what waits for the log and what was parked. One service does, since it is the same for all. */
  readonly watches: boolean
  start(opened: OpenedProcess, config: z.output<Own>): Promise<StartedService>
}

export type StartedService = {
  stop(): Promise<void>
  /** What `/openapi.json` answers in place of this process's own routes. */
  readonly apiDocument?: ApiDocument
}

/** The parts of Node's `process` that a service's program hands over. */
export type ProcessHost = SignalSource & {
  readonly argv: readonly string[]
  readonly env: Environment
  readonly pid: number
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  kill(pid: number, signal: 'SIGKILL'): unknown
  exit(code: number): unknown
}
