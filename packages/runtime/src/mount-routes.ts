import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addBodyParsers } from './body-parsers.ts'
import { replyToError } from './error-reply.ts'
import { sendAnswer } from './fastify-app.ts'
import { type Mounting, mountRoute } from './mount-route.ts'
import { logFault, observeRequests } from './observe-requests.ts'
import { problem } from './problem.ts'
import { renderProblem } from './rendered-answer.ts'
import type { BodyKind, Route } from './route.ts'
import { problemStyle } from './route-handler.ts'

const bodyKinds: readonly BodyKind[] = ['json', 'form', 'ndjson-or-json', 'stream']

/** Connects routes to the framework: one scope per kind of body, and our own answers to everything that goes wrong. */
export const mountRoutes = <Actor>(app: FastifyInstance, mounting: Mounting<Actor>): void => {
  const { routes, defaults, options } = mounting
  observeRequests(app, options.logger, options.metrics)
  app.setErrorHandler((error, request, reply) => {
    const { reply: answer, level } = replyToError(error)
    logFault(options.logger, request, error, level)
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
      for (const route of routes.filter(({ bodyKind = 'json' }) => bodyKind === kind)) {
        mountRoute(scope, mounting, route)
      }
      done()
    })
  }
}

const routeOf = <Actor>(
  routes: readonly Route<Actor>[],
  request: FastifyRequest,
): Route<Actor> | undefined => {
  const method = request.method === 'HEAD' ? 'GET' : request.method
  return routes.find((route) => route.path === request.routeOptions.url && route.method === method)
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
  const readByPerson = here.length === 0 && (request.headers.accept ?? '').includes('text/html')
  const isPage = here[0]?.answers === 'page' || readByPerson
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
