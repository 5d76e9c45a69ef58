import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** Counts and times every answer and logs it by its route, never by the address asked: that may hold a token. */
export const observeRequests = (app: FastifyInstance, logger: Logger, metrics: Metrics): void => {
  const answers = metrics.counter({
    name: 'recallwire_http_answers_total',
    help: 'Answers by method, route and status.',
    labels: ['method', 'route', 'status'],
  })
  const durations = metrics.histogram({
    name: 'recallwire_http_answer_seconds',
    help: 'Time from the request to its answer.',
    labels: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'unknown'
    const status = reply.statusCode
    answers.inc({ method, route, status })
    durations.observe({ method, route }, reply.elapsedTime / 1000)
    const fields = { method, route, status, ms: Math.round(reply.elapsedTime), requestId: request.id }
    if (method === 'GET' || method === 'HEAD') logger.debug('request answered', fields)
    else logger.info('request answered', fields)
  })
}

/** The error with the request's reference, under which a caller can report it. */
export const logFault = (
  logger: Logger,
  request: FastifyRequest,
  error: unknown,
  level: 'error' | 'warn' | 'debug',
): void => {
  const { method, id: requestId } = request
  logger[level]('request failed', { method, route: request.routeOptions.url ?? 'unknown', requestId, error })
}
