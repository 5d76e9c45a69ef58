import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { ProblemReply } from './problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may ask. `key`: an API key or a forwarded actor; `session`: a signed-in person's cookie; `link`: the bearer of a mailed
 * link (the handler checks its token and code); `none`: anyone.
 */
export type Credential = 'key' | 'session' | 'link' | 'none'

/** `json` is read up to the body limit and parsed; `ndjson-or-json` and `stream` reach the handler unread, as `stream`. */
export type BodyKind = 'json' | 'form' | 'ndjson-or-json' | 'stream'

export type SetCookie = {
  readonly name: string
  readonly value: string
  readonly path?: string
  /** Left out: ends with the browser. Zero: removes the cookie. */
  readonly maxAgeSeconds?: number
  /** Default `lax`. Always HttpOnly; Secure whenever the public address is https. */
  readonly sameSite?: 'lax' | 'strict'
}

type Headers = Readonly<Record<string, string>>

export type JsonReply = { readonly status: number; readonly body: unknown; readonly headers?: Headers }
export type PageReply = {
  readonly status: number
  readonly html: string
  readonly headers?: Headers
  readonly cookies?: readonly SetCookie[]
}
export type RedirectReply = {
  readonly status: 302 | 303 | 307 | 308
  readonly location: string
  readonly headers?: Headers
  readonly cookies?: readonly SetCookie[]
}
export type FileReply = {
  readonly status: number
  readonly file: Readable | string | Uint8Array
  readonly contentType: string
  /** Given: the browser saves the file under this name. Left out: it is shown in place. */
  readonly fileName?: string
  readonly headers?: Headers
}
export type RouteReply = JsonReply | PageReply | RedirectReply | FileReply | ProblemReply

export type RouteRequest<
  Actor,
  Params,
  Query,
  Body,
  C extends Credential = Credential,
  K extends BodyKind = BodyKind,
> = {
  /** Known only where the route asks for a key or a session. */
  readonly actor: C extends 'key' | 'session' ? Actor : undefined
  /** Path and query as asked. */
  readonly url: string
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** The unread body; fails with a problem once it passes the route's `bodyLimit`. */
  readonly stream: K extends 'ndjson-or-json' | 'stream' ? Readable : undefined
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** Present on idempotent routes asked with a key. */
  readonly idempotencyKey?: string
  /** The reference shown to the caller and found in the log. */
  readonly requestId: string
  /** Aborted when the caller goes away or the time limit is reached. */
  readonly signal: AbortSignal
  readonly ip: string
}

/** One address of the API or one page, and everything the server must know to guard it. */
export type Route<
  Actor,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  C extends Credential = Credential,
  K extends BodyKind = BodyKind,
> = {
  readonly method: Method
  /** With `:name` for parameters, e.g. `/v1/notices/:recallId`. */
  readonly path: string
  /** One line for the API document. */
  readonly summary: string
  /** Name of the action in the caller's role table; asked of `authorise` before the handler runs. */
  readonly action: string
  readonly credential: C
  readonly answers: 'json' | 'page' | 'file'
  /** Strict objects: an unknown field is refused. Left out: none may be sent (a query string or a body is then ignored). */
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** By status: documented, and a json answer passes through it, so that no field leaves by accident. */
  readonly reply?: Readonly<Record<number, z.ZodType>>
  /** Asks for an `Idempotency-Key` when the credential is `key`. A streamed body is compared only on replay, by its hash. */
  readonly idempotent?: boolean
  /** Default `json`. */
  readonly bodyKind?: K
  /** Bytes; default 1 MiB, for streamed kinds 256 MiB. */
  readonly bodyLimit?: number
  /** Milliseconds from the first header to the answer; default 30 s, for streamed kinds 10 min. */
  readonly timeoutMs?: number
  /** Requests per address and window; counted per process. */
  readonly rateLimit?: { readonly max: number; readonly windowMs: number }
  handle(
    request: RouteRequest<Actor, z.output<Params>, z.output<Query>, z.output<Body>, C, K>,
  ): Promise<RouteReply> | RouteReply
}

/**
 * Types a route's handler from its own schemas: `const route = defineRoute<Actor>()`, then `route({ … })`.
 * (Two calls, because TypeScript cannot take one type by hand and infer the rest.)
 */
export const defineRoute =
  <Actor>() =>
  <
    Params extends z.ZodType = z.ZodUndefined,
    Query extends z.ZodType = z.ZodUndefined,
    Body extends z.ZodType = z.ZodUndefined,
    C extends Credential = Credential,
    K extends BodyKind = 'json',
  >(
    route: Route<Actor, Params, Query, Body, C, K>,
  ): Route<Actor> =>
    route
