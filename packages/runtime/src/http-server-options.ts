import type { IdempotencyStore } from './idempotency-store.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import type { Problem } from './problem.ts'
import type { Credential } from './route.ts'

/** A request that was turned away: for the ledger and the alarm on guessing. Carries no credential and no full address. */
export type DeniedEvent<Actor> = {
  /** UTC instant. */
  readonly at: string
  readonly action: string
  readonly method: string
  /** The route's path with its parameter names, never the values. */
  readonly path: string
  readonly credential: Credential
  readonly reason: 'not-authenticated' | 'not-authorised' | 'cross-site'
  /** Known when the reason is `not-authorised`. */
  readonly actor: Actor | undefined
  readonly requestId: string
  readonly ip: string
}

export type HttpLimits = {
  /** Bytes of a json or form body. */
  readonly bodyBytes: number
  /** Bytes of a streamed body. */
  readonly streamBytes: number
  /** Nesting of a json body. */
  readonly jsonDepth: number
  /** From the connection's first byte until the whole request has arrived. */
  readonly requestTimeoutMs: number
  /** From the request's headers to the answer. */
  readonly handlerTimeoutMs: number
  /** The same for routes that read a stream. */
  readonly streamTimeoutMs: number
  readonly headersTimeoutMs: number
  /** Bytes of all headers together. */
  readonly headerBytes: number
  /** How long `close` waits for answers under way before it cuts connections. */
  readonly closeMs: number
}

export const defaultHttpLimits: HttpLimits = {
  bodyBytes: 1024 * 1024,
  streamBytes: 256 * 1024 * 1024,
  jsonDepth: 32,
  requestTimeoutMs: 600_000,
  handlerTimeoutMs: 30_000,
  streamTimeoutMs: 600_000,
  headersTimeoutMs: 10_000,
  headerBytes: 16 * 1024,
  closeMs: 5_000,
}

export type HttpServerOptions<Actor> = {
  readonly logger: Logger
  readonly metrics: Metrics
  /** The address people and links use, e.g. `https://recalls.example.org`; decides the origin check, Secure and HSTS. */
  readonly publicUrl: string
  /** Addresses or networks of proxies whose X-Forwarded headers count; `false` for none. */
  readonly trustProxy: readonly string[] | false
  /** The present UTC instant. */
  readonly now: () => string
  /** The coarse question of the role table; without it only routes with credential `link` or `none` can be added. */
  readonly authorise?: (actor: Actor, action: string) => boolean
  /** Awaited before the refusal is sent; throws operational errors only. */
  readonly onDenied?: (event: DeniedEvent<Actor>) => Promise<void> | void
  /** The page for a problem on a route that answers pages. */
  readonly renderErrorPage?: (problem: Problem) => string
  readonly idempotency?: IdempotencyStore
  /** Whose idempotency keys an actor uses; needed with `idempotency`. */
  readonly organisationKeyOf?: (actor: Actor) => string
  readonly limits?: Partial<HttpLimits>
}
