import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Authenticators, admit } from './admission.ts'
import { answeredTooLate, arrivedTooLate, replyToError } from './error-reply.ts'
import { type AnswerDefaults, sendAnswer } from './fastify-app.ts'
import type { HttpLimits, HttpServerOptions } from './http-server-options.ts'
import { logFault } from './observe-requests.ts'
import { renderAnswer, renderProblem } from './rendered-answer.ts'
import type { Route } from './route.ts'
import {
  type AdmittedRequest,
  answerRequest,
  isStreamed,
  problemStyle,
  readingOf,
  timeLimitMs,
} from './route-handler.ts'
import { startTimeLimit } from './time-limit.ts'

export type Mounting<Actor> = {
  /** Read when the server starts. */
  readonly routes: readonly Route<Actor>[]
  readonly authenticators: Authenticators<Actor>
  readonly limits: HttpLimits
  readonly defaults: AnswerDefaults
  readonly options: HttpServerOptions<Actor>
}

/**
 * Puts one route behind its guards, in this order: rate limit, time limit, credential and role, then the reading of the body (so
 * that a stranger cannot make us read one), schemas, idempotency key, handler.
 */
export const mountRoute = <Actor>(
  scope: FastifyInstance,
  mounting: Mounting<Actor>,
  route: Route<Actor>,
): void => {
  const { limits, defaults, options } = mounting
  const { rateLimit } = route
  const admitted = new WeakMap<FastifyRequest, AdmittedRequest<Actor>>()
  const handling = new WeakSet<FastifyRequest>()
  scope.route({
    method: route.method,
    url: route.path,
    bodyLimit: route.bodyLimit ?? (isStreamed(route) ? limits.streamBytes : limits.bodyBytes),
    config:
      rateLimit === undefined ? {} : { rateLimit: { max: rateLimit.max, timeWindow: rateLimit.windowMs } },
    preParsing: async (request, reply) => {
      const signal = startTimeLimit(reply.raw, timeLimitMs(route, limits), () => {
        if (reply.sent) return
        const late = handling.has(request) ? answeredTooLate : arrivedTooLate
        logFault(options.logger, request, new Error(late.problem.title), 'warn')
        sendAnswer(reply, renderProblem(late, problemStyle(route, request.id, options)), defaults)
      })
      const actor = await admitOrRefuse(mounting, route, request, reply)
      if (actor.kind === 'admitted') admitted.set(request, { request, signal, actor: actor.actor })
    },
    handler: async (request, reply) => {
      const admission = admitted.get(request)
      if (admission === undefined)
        throw new Error(`${route.method} ${route.path} was reached without admission`)
      handling.add(request)
      drainAfterAnswer(request, reply)
      try {
        const answer = await answerRequest(route, admission, limits, options)
        if (!reply.sent) sendAnswer(reply, answer, defaults)
        else if (answer.payload instanceof Readable) answer.payload.destroy()
      } catch (error) {
        if (!reply.sent && !admission.signal.aborted) throw error
        // Nobody waits for the answer any more, so the log is the only place to say how it ended.
        logFault(options.logger, request, error, isAbort(error) ? 'debug' : replyToError(error).level)
      }
      return reply
    },
  })
}

/** Answers and reports a refusal. */
const admitOrRefuse = async <Actor>(
  { authenticators, defaults, options }: Mounting<Actor>,
  route: Route<Actor>,
  request: FastifyRequest,
  reply: FastifyReply,
) => {
  const admission = await admit(options, authenticators, route, request)
  if (admission.kind === 'admitted') return admission
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
  const answer = renderAnswer(route, admission.reply, problemStyle(route, request.id, options))
  if (!reply.sent) sendAnswer(reply, answer, defaults)
  return admission
}

/** A streamed body its handler left unread would block the connection for the next request. */
const drainAfterAnswer = (request: FastifyRequest, reply: FastifyReply): void => {
  const reading = readingOf(request.body)
  if (reading?.kind === 'stream') reply.raw.once('close', () => reading.metered.stream.resume())
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
