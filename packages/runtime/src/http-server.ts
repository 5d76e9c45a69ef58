import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { z } from 'zod'
import type { Authenticators } from './admission.ts'
import type { Authenticator } from './authentication.ts'
import { createFastifyApp } from './fastify-app.ts'
import { defaultHttpLimits, type HttpServerOptions } from './http-server-options.ts'
import { listenOn } from './listen.ts'
import { mountRoutes } from './mount-routes.ts'
import { responseHeaders } from './response-headers.ts'
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

/** Builds the server without opening anything. See README for what it checks before a handler runs. */
export const createHttpServer = <Actor>(options: HttpServerOptions<Actor>): HttpServer<Actor> => {
  const limits = { ...defaultHttpLimits, ...options.limits }
  const routes: Route<Actor>[] = []
  const authenticators = new Map<'key' | 'session', Authenticator<Actor>>()
  const defaults = {
    headers: responseHeaders(options.publicUrl),
    secureCookies: new URL(options.publicUrl).protocol === 'https:',
  }
  const app = createFastifyApp({ trustProxy: options.trustProxy, limits, defaults })
  let started = false
  let closing: Promise<void> | undefined
  mountRoutes(app, { routes, authenticators, limits, defaults, options })
  return {
    routes,
    add: (route) => {
      if (started) throw new Error(`${route.method} ${route.path} was added after the server had started`)
      refuseUnguarded(options, routes, route)
      routes.push(route)
    },
    authenticator: (credential, authenticate) => {
      authenticators.set(credential, authenticate)
    },
    inject: (request) => {
      started = true
      refuseUnrecognisable(routes, authenticators)
      return app.inject(request)
    },
    listen: (address) => {
      started = true
      refuseUnrecognisable(routes, authenticators)
      return listenOn(app, address)
    },
    close: () => {
      closing ??= closeWithin(app, limits.closeMs)
      return closing
    },
  }
}

/** Mistakes of the programmer that would leave a door open, or shut, for good. */
const refuseUnguarded = <Actor>(
  options: HttpServerOptions<Actor>,
  routes: readonly Route<Actor>[],
  route: Route<Actor>,
): void => {
  const name = `${route.method} ${route.path}`
  const guarded = route.credential === 'key' || route.credential === 'session'
  if (routes.some((other) => other.method === route.method && other.path === route.path)) {
    throw new Error(`${name} exists already`)
  }
  if (guarded && options.authorise === undefined)
    throw new Error(`${name} asks who calls, but nothing authorises`)
  if (route.idempotent === true && route.credential === 'key') {
    if (options.idempotency === undefined || options.organisationKeyOf === undefined) {
      throw new Error(`${name} is idempotent, but nothing remembers its answers`)
    }
    if (route.answers !== 'json') throw new Error(`${name} is idempotent, so it must answer json`)
  }
}

const refuseUnrecognisable = <Actor>(
  routes: readonly Route<Actor>[],
  authenticators: Authenticators<Actor>,
): void => {
  for (const { credential, method, path } of routes) {
    if ((credential === 'key' || credential === 'session') && !authenticators.has(credential)) {
      throw new Error(`${method} ${path} asks for a ${credential}, but no authenticator recognises one`)
    }
  }
}

const closeWithin = async (app: FastifyInstance, limitMs: number): Promise<void> => {
  const cut = setTimeout(() => app.server.closeAllConnections(), limitMs)
  // A connection becomes idle when its last answer is out; kept alive, it would hold the server open.
  const release = setInterval(() => app.server.closeIdleConnections(), 50)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
    clearInterval(release)
  }
}
