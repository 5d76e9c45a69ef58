import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { rateLimitedCode, replyToError } from './error-reply.ts'
import type { HttpLimits } from './http-server-options.ts'
import { problem, problemContentType } from './problem.ts'
import { type RenderedAnswer, renderProblem } from './rendered-answer.ts'

/** What every answer gets unless it brings its own. */
export type AnswerDefaults = {
  readonly headers: Readonly<Record<string, string>>
  readonly secureCookies: boolean
}

export type AppOptions = {
  readonly trustProxy: readonly string[] | false
  readonly limits: HttpLimits
  readonly defaults: AnswerDefaults
}

/** The framework with our limits, our headers on every answer, and none of its own error texts. */
export const createFastifyApp = (options: AppOptions): FastifyInstance => {
  const { limits, defaults } = options
  const app = fastify({
    logger: false,
    genReqId: () => randomUUID(),
    trustProxy: options.trustProxy === false ? false : [...options.trustProxy],
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.requestTimeoutMs,
    http: { maxHeaderSize: limits.headerBytes, headersTimeout: limits.headersTimeoutMs },
    routerOptions: { maxParamLength: 1024 },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      sendAnswer(reply, renderProblem(replyToError(error).reply, { requestId: request.id }), defaults)
    },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error.code, socket, defaults.headers),
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    setMissingHeaders(reply, defaults.headers)
    return payload
  })
  app.register(cookie)
  app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () =>
      Object.assign(new Error('too many requests'), { code: rateLimitedCode, statusCode: 429 }),
  })
  return app
}

/** Sends an answer, with the security headers where it does not bring its own. */
export const sendAnswer = (reply: FastifyReply, answer: RenderedAnswer, defaults: AnswerDefaults): void => {
  reply.code(answer.status).headers(answer.headers)
  if (answer.contentType !== undefined) reply.type(answer.contentType)
  for (const { name, value, path = '/', maxAgeSeconds, sameSite = 'lax' } of answer.cookies) {
    const age = maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }
    reply.setCookie(name, value, { path, sameSite, httpOnly: true, secure: defaults.secureCookies, ...age })
  }
  setMissingHeaders(reply, defaults.headers)
  // As bytes, because the framework adds a charset to texts, and problem+json has none.
  reply.send(answer.payload instanceof Readable ? answer.payload : Buffer.from(answer.payload))
}

const setMissingHeaders = (reply: FastifyReply, headers: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(headers)) if (!reply.hasHeader(name)) reply.header(name, value)
}

/** Bytes that never became a request: answered on the bare socket, which is then closed. */
const answerBrokenRequest = (
  code: string | undefined,
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void => {
  if (code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, title] = brokenRequests[code ?? ''] ?? [400, 'Bad Request']
  const { payload } = renderProblem(problem(status, title), { requestId: randomUUID() })
  const body = String(payload)
  const lines = Object.entries({
    ...headers,
    'content-type': problemContentType,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

const brokenRequests: Readonly<Record<string, readonly [number, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
}
