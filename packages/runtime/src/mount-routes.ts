import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Admission, type Authenticators, admit } from './admission.ts'
import { addBodyParsers } from './body-parsers.ts'
import { replyToError } from './error-reply.ts'
import { type AnswerDefaults, sendAnswer } from './fastify-app.ts'
import type { HttpLimits, HttpServerOptions } from './http-server-options.ts'
import { observeRequests } from './observe-requests.ts'
import { problem } from './problem.ts'
import { renderAnswer, renderProblem } from './rendered-answer.ts'
import type { BodyKind, Route } from './route.ts'
import { answerRequest, isStreamed, problemStyle, timeLimitMs } from './route-handler.ts'

export type Mounting<Actor> = {
  /** Read when the server starts. */
  readonly routes: readonly Route<Actor>[]
  readonly authenticators: Authenticators<Actor>
  readonly limits: HttpLimits
  readonly defaults: AnswerDefaults
  readonly options: HttpServerOptions<Actor>
}

const bodyKinds: readonly BodyKind[] = ['json', 'form', 'ndjson-or-json', 'stream']

/** Connects routes to the framework: one scope per kind of body, and our own answers to everything that goes wrong. */
export const mountRoutes = <Actor>(app: FastifyInstance, mounting: Mounting<Actor>): void => {
  const { routes, defaults, options } = mounting
  observeRequests(app, options.logger, options.metrics)
  app.setErrorHandler((error, request, reply) => {
    const { reply: answer, level } = replyToError(error)
    const aborted = request.raw.destroyed && !reply.raw.writable
    logFault(options, request, error, aborted ? 'debug' : level)
    sendAnswer(
      reply,
      renderProblem(answer, problemStyle(routeOf(routes, request), request.id, options)),
      defaults,
    )
  })
  app.setNotFoundHandler((request, reply) => answerUnknown(mounting, request, reply))
  for (const kind of bodyKinds) {
    app.register((scope, _options, done) => {
      addBodyParsers(scope, kind, mounting.limits)
      const admitted: Admitted<Actor> = new WeakMap()
      for (const route of routes.filter(({ bodyKind = 'json' }) => bodyKind === kind)) {
        mountRoute(scope, mounting, route, admitted)
      }
      done()
    })
  }
}

type Admitted<Actor> = WeakMap<FastifyRequest, Extract<Admission<Actor>, { kind: 'admitted' }>>

const mountRoute = <Actor>(
  scope: FastifyInstance,
  { limits, authenticators, defaults, options }: Mounting<Actor>,
  route: Route<Actor>,
  admitted: Admitted<Actor>,
): void => {
  const { rateLimit } = route
  scope.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? (isStreamed(route) ? limits.streamBytes : limits.bodyBytes),
    handlerTimeout: timeLimitMs(route, limits),
    config:
      rateLimit === undefined ? {} : { rateLimit: { max: rateLimit.max, timeWindow: rateLimit.windowMs } },
    // Before the body is read, so that a stranger cannot make us read one; after the rate limit.
    preParsing: async (request, reply) => {
      const admission = await admit(options, authenticators, route, request)
      if (admission.kind === 'admitted') {
        admitted.set(request, admission)
        return
      }
      await options.onDenied?.({
        at: options.now(),
        action: route.action,
        method: route.method,
        path: route.path,
        credential: route.credential,
        reason: admission.reason,
        actor: admission.actor,
        requestId: request.id,
        ip: request.ip,
      })
      sendAnswer(
        reply,
        renderAnswer(route, admission.reply, problemStyle(route, request.id, options)),
        defaults,
      )
      return reply
    },
    handler: async (request, reply) => {
      const admission = admitted.get(request)
      if (admission === undefined)
        throw new Error(`${route.method} ${route.path} was reached without admission`)
      try {
        const answer = await answerRequest(route, admission.actor, request, limits, options)
        if (!reply.sent) sendAnswer(reply, answer, defaults)
        else if (answer.payload instanceof Readable) answer.payload.destroy()
      } catch (error) {
        if (!reply.sent) throw error
        logFault(options, request, error, replyToError(error).level)
      }
      return reply
    },
  })
}

const routeOf = <Actor>(
  routes: readonly Route<Actor>[],
  request: FastifyRequest,
): Route<Actor> | undefined => {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  return routes.find((route) => route.path === request.routeOptions.url && route.method === method)
}

const logFault = <Actor>(
  { logger }: HttpServerOptions<Actor>,
  request: FastifyRequest,
  error: unknown,
  level: 'error' | 'warn' | 'debug',
): void => {
  const { method, id: requestId } = request
  logger[level]('request failed', { method, route: request.routeOptions.url ?? 'unknown', requestId, error })
}

/** 405 where the address exists under another method, else 404. */
const answerUnknown = <Actor>(
  { routes, defaults, options }: Mounting<Actor>,
  request: FastifyRequest,
  reply: FastifyReply,
): void => {
  const path = request.url.split('?')[0] ?? ''
  const here = routes.filter((route) => matches(route.path, path))
  const allow = [...new Set(here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
  const answer =
    allow.length > 0
      ? problem(405, 'This address does not take that method', { headers: { allow: allow.join(', ') } })
      : problem(404, 'There is nothing at this address')
  const isPage =
    here[0]?.answers === 'page' || (here.length === 0 && (request.headers.accept ?? '').includes('text/html'))
  const page =
    isPage && options.renderErrorPage !== undefined ? { renderErrorPage: options.renderErrorPage } : {}
  sendAnswer(reply, renderProblem(answer, { requestId: request.id, ...page }), defaults)
}

const matches = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith(':') || part === given[index])
  )
}
