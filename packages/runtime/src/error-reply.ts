import { type ProblemReply, problem } from './problem.ts'
import { findRecallError, type RecallError } from './recall-error.ts'

export type ErrorReply = {
  readonly reply: ProblemReply
  /** How loudly to log the error: an operational fault heals itself, a bug needs a person, a caller's mistake is neither. */
  readonly level: 'error' | 'warn' | 'debug'
}

/** Code of the error the rate limiter raises. */
export const rateLimitedCode = 'HTTP_RATE_LIMITED'

const callersMistakes: Readonly<Record<string, ProblemReply>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problem(413, 'The body is too large', {
    detail: 'Send less at once; device lists can be sent as several imports.',
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem(415, 'The content type is not accepted here', {
    detail: 'See /openapi.json for the content types this address reads.',
  }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem(400, 'The body does not have the length it announces', {
    kind: 'body-unreadable',
  }),
  FST_ERR_BAD_URL: problem(400, 'The address is malformed'),
  FST_ERR_MAX_PARAM_LENGTH: problem(414, 'The address is too long'),
  [rateLimitedCode]: problem(429, 'Too many requests', {
    detail: 'Wait a minute, then try again (a program: as long as Retry-After says).',
  }),
}

/** The handler had the whole request and did not answer in time. */
export const answeredTooLate = problem(503, 'The answer took too long', {
  detail: 'It is not known whether the request took effect; send it again with the same Idempotency-Key.',
  headers: { 'retry-after': '5' },
})

/** The body trickled in too slowly. The connection ends with it, since the rest of the body is still on its way. */
export const arrivedTooLate = problem(408, 'The request took too long to arrive', {
  detail: 'Send it again, if need be in smaller parts.',
  headers: { connection: 'close' },
})

/** What a caller may know about an error: never its text or its stack, only what to do. */
export const replyToError = (error: unknown): ErrorReply => {
  const known = findRecallError(error)
  if (known !== undefined) return replyToRecallError(known)
  const code = codeOf(error)
  const mistake = code === undefined ? undefined : callersMistakes[code]
  if (mistake !== undefined) return { reply: mistake, level: 'debug' }
  return { reply: internal, level: 'error' }
}

const internal = problem(500, 'Something went wrong on our side', {
  kind: 'internal',
  detail: 'The fault was recorded. Quote the reference in "instance" when you report it.',
})

const replyToRecallError = (error: RecallError): ErrorReply => {
  if (error.code === 'version-conflict') {
    return {
      reply: problem(409, 'Someone changed this in the meantime', {
        kind: error.code,
        detail: 'Read the current version, decide again and send the request once more.',
      }),
      level: 'debug',
    }
  }
  if (error.retry === 'never') return { reply: internal, level: 'error' }
  return {
    reply: problem(503, 'The service cannot do this at the moment', {
      kind: error.code,
      detail: 'Nothing was acknowledged. Send the same request again after the time in Retry-After.',
      headers: { 'retry-after': '5' },
    }),
    level: 'warn',
  }
}

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
