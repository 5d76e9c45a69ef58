import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { z } from 'zod'
import type { Authenticator } from './authentication.ts'
import type { HttpServerOptions } from './http-server-options.ts'
import type { BodyKind, Credential, Route } from './route.ts'

/** One listener with guarded routes. Add routes and authenticators first, then `listen`, `inject` or `close`. */
export interface HttpServer<Actor> {
  /** Adds a route; its handler is typed from its own schemas. Throws when the server has started or the path is taken. */
  add<
    Params extends z.ZodType = z.ZodUndefined,
    Query extends z.ZodType = z.ZodUndefined,
    Body extends z.ZodType = z.ZodUndefined,
    C extends Credential = Credential,
    K extends BodyKind = 'json',
  >(route: Route<Actor, Params, Query, Body, C, K>): void
  /** Says how to recognise the bearer of a key or a session. */
  authenticator(credential: 'key' | 'session', authenticate: Authenticator<Actor>): void
  /** What was added: for the API document and for tests that hold every route against the role table. */
  readonly routes: readonly Route<Actor>[]
  /** Asks without a socket, for tests. */
  inject(request: InjectOptions): Promise<LightMyRequestResponse>
  /** Port 0 picks a free one. Throws RecallError `port-in-use`. */
  listen(address: {
    readonly host: string
    readonly port: number
  }): Promise<{ readonly host: string; readonly port: number }>
  /** Takes no new requests, waits for those under way up to `limits.closeMs`, then cuts them. Idempotent. */
  close(): Promise<void>
}

export declare const createHttpServer: <Actor>(options: HttpServerOptions<Actor>) => HttpServer<Actor>
