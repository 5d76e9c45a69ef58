import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { answerOnce, readIdempotencyKey } from './answer-once.ts'
import type { BodyReading } from './body-parsers.ts'
import type { HttpLimits, HttpServerOptions } from './http-server-options.ts'
import { type CheckedPart, type ProblemReply, problemOfZod } from './problem.ts'
import { type ProblemStyle, type RenderedAnswer, renderAnswer, renderProblem } from './rendered-answer.ts'
import type { Route } from './route.ts'

export type AnswerOptions<Actor> = Pick<
  HttpServerOptions<Actor>,
  'idempotency' | 'organisationKeyOf' | 'now' | 'renderErrorPage'
>

/** The longest a request to this route may take. */
export const timeLimitMs = <Actor>(route: Route<Actor>, limits: HttpLimits): number =>
  route.timeoutMs ?? (isStreamed(route) ? limits.streamTimeoutMs : limits.handlerTimeoutMs)

export const isStreamed = <Actor>(route: Route<Actor>): boolean =>
  route.bodyKind === 'stream' || route.bodyKind === 'ndjson-or-json'

/** Pages show problems as pages, everything else as problem+json. */
export const problemStyle = <Actor>(
  route: Route<Actor> | undefined,
  requestId: string,
  options: Pick<HttpServerOptions<Actor>, 'renderErrorPage'>,
): ProblemStyle =>
  route?.answers === 'page' && options.renderErrorPage !== undefined
    ? { requestId, renderErrorPage: options.renderErrorPage }
    : { requestId }

export type AdmittedRequest<Actor> = {
  readonly request: FastifyRequest
  readonly actor: Actor | undefined
  readonly signal: AbortSignal
}

/** Checks an admitted request against the route's schemas and answers it, once per idempotency key where the route asks for one. */
export const answerRequest = async <Actor>(
  route: Route<Actor>,
  { request, actor, signal }: AdmittedRequest<Actor>,
  limits: HttpLimits,
  options: AnswerOptions<Actor>,
): Promise<RenderedAnswer> => {
  const style = problemStyle(route, request.id, options)
  const reading = readingOf(request.body)
  if (reading?.kind === 'refused') return renderProblem(reading.reply, style)
  const parts = checkParts(route, request, reading)
  if (parts.kind === 'refused') return renderProblem(parts.reply, style)

  const run = async (idempotencyKey?: string): Promise<RenderedAnswer> => {
    const answer = await route.handle({
      actor,
      url: request.url,
      params: parts.params,
      query: parts.query,
      body: parts.body,
      stream: reading?.kind === 'stream' ? reading.metered.stream : undefined,
      headers: request.headers,
      cookies: request.cookies,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      requestId: request.id,
      signal,
      ip: request.ip,
    })
    return renderAnswer(route, answer, style)
  }

  const { idempotency, organisationKeyOf } = options
  if (route.idempotent !== true || route.credential !== 'key') return run()
  if (idempotency === undefined || organisationKeyOf === undefined || actor === undefined) {
    throw new Error(`${route.method} ${route.path} is idempotent, but nothing remembers its answers`)
  }
  const header = readIdempotencyKey(request.headers['idempotency-key'])
  if (header.kind === 'refused') return renderProblem(header.reply, style)
  const answer = await answerOnce(
    idempotency,
    {
      organisationKey: organisationKeyOf(actor),
      key: header.key,
      method: route.method,
      url: request.url,
      body: reading,
      at: options.now(),
      staleAfterMs: 2 * timeLimitMs(route, limits),
    },
    () => run(header.key),
  )
  return 'problem' in answer ? renderProblem(answer, style) : answer
}

type Parts =
  | { readonly kind: 'checked'; readonly params: unknown; readonly query: unknown; readonly body: unknown }
  | { readonly kind: 'refused'; readonly reply: ProblemReply }

const checkParts = <Actor>(
  route: Route<Actor>,
  request: FastifyRequest,
  reading: BodyReading | undefined,
): Parts => {
  const params = check(route.params, request.params, 'path')
  if (params.kind === 'refused') return params
  const query = check(route.query, request.query, 'query')
  if (query.kind === 'refused') return query
  if (isStreamed(route)) return { kind: 'checked', params: params.value, query: query.value, body: undefined }
  const body = check(route.body, reading?.kind === 'value' ? reading.value : undefined, 'body')
  if (body.kind === 'refused') return body
  return { kind: 'checked', params: params.value, query: query.value, body: body.value }
}

const check = (
  schema: z.ZodType | undefined,
  input: unknown,
  part: CheckedPart,
):
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly reply: ProblemReply } => {
  if (schema === undefined) return { kind: 'ok', value: undefined }
  const result = schema.safeParse(input)
  return result.success
    ? { kind: 'ok', value: result.data }
    : { kind: 'refused', reply: problemOfZod(result.error, input, part) }
}

/** The content type parsers are the only ones to set a body, so whatever is there is a reading. */
export const readingOf = (body: unknown): BodyReading | undefined => (isReading(body) ? body : undefined)

const isReading = (body: unknown): body is BodyReading =>
  typeof body === 'object' && body !== null && 'kind' in body
