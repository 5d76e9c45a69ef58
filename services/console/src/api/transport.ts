import type { Actor } from '@recallwire/domain/access/actor.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { z } from 'zod'
import { isUnreached } from './is-unreached.ts'

/** A refusal of the API (RFC 9457). `errors` point into the body that was sent. */
const problemSchema = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})
export type ApiProblem = z.output<typeof problemSchema>

/** What the API answered: the value its view schema describes, or why it refused. */
export type Answer<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: ApiProblem }

export type TransportOptions = {
  /** Where a route answers: addresses in the order in which they are tried. */
  readonly apiUrls: (method: string, path: string) => readonly string[]
  /** At least 32 bytes, shared with the owners of the API. */
  readonly forwardedSecret: Uint8Array
  readonly fetch: typeof fetch
  /** Real time in UTC: the forwarded person is believed for a minute. */
  readonly realNow: () => string
}

export type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  /** Sent unread, with its content type, in place of `body`. */
  readonly stream?: { readonly body: ReadableStream<Uint8Array> | string; readonly contentType: string }
  /** It may take as long as an upload. */
  readonly isLong?: boolean
  /** The form's own key: a form sent twice acts once. */
  readonly key?: string
  /** The revision that was looked at, for `If-Match`. */
  readonly ifMatch?: string
}

/** Asks the API as one person. Throws RecallError `upstream-unavailable` when it does not answer in time, or not as agreed. */
export interface Transport {
  ask<Schema extends z.ZodType>(call: Call, schema: Schema): Promise<Answer<z.output<Schema>>>
  /** The answer unread, for a download. */
  open(
    call: Call,
  ): Promise<Answer<{ readonly body: ReadableStream<Uint8Array>; readonly contentType: string }>>
}

const minuteMs = 60_000
/** Below the 30 s a page may take, so that the page can still say what happened. */
const limitMs = 25_000
const streamLimitMs = 9 * minuteMs

export const createTransport = (options: TransportOptions, actor: Actor, signal: AbortSignal): Transport => ({
  ask: async (call, schema) => {
    const response = await send(options, actor, signal, call)
    const content = await readJson(response, call)
    if (!response.ok) return { kind: 'problem', problem: problemOf(response, content) }
    const value = schema.safeParse(content)
    if (value.success) return { kind: 'ok', value: value.data }
    throw new RecallError(
      'upstream-unavailable',
      `${call.method} ${call.path} answered ${response.status} with another shape: ${z.prettifyError(value.error)}`,
    )
  },
  open: async (call) => {
    const response = await send(options, actor, signal, call)
    if (!response.ok || response.body === null) {
      return { kind: 'problem', problem: problemOf(response, await readJson(response, call)) }
    }
    const contentType = response.headers.get('content-type') ?? 'application/octet-stream'
    return { kind: 'ok', value: { body: response.body, contentType } }
  },
})

/** Asks one address after the other, as long as nothing can have reached the one before. */
const send = async (
  options: TransportOptions,
  actor: Actor,
  signal: AbortSignal,
  call: Call,
): Promise<Response> => {
  const request = requestOf(options, actor, signal, call)
  const faults: unknown[] = []
  for (const base of options.apiUrls(call.method, call.path)) {
    const url = new URL(call.path, base)
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    try {
      return await options.fetch(url, request)
    } catch (fault) {
      faults.push(fault)
      // A stream that was begun cannot be sent once more.
      if (call.stream !== undefined || !isUnreached(fault)) break
    }
  }
  const [cause] = faults
  throw new RecallError('upstream-unavailable', `${call.method} ${call.path} was not answered`, { cause })
}

const requestOf = (options: TransportOptions, actor: Actor, signal: AbortSignal, call: Call): RequestInit => {
  const expiresAt = new Date(Date.parse(options.realNow()) + minuteMs).toISOString()
  const contentType = call.stream?.contentType ?? (call.body === undefined ? undefined : 'application/json')
  const headers = {
    accept: 'application/json',
    authorization: forwardActor(options.forwardedSecret, actor, expiresAt),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
    ...(call.ifMatch === undefined ? {} : { 'if-match': call.ifMatch }),
  }
  const body = call.stream?.body ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
  const limit = AbortSignal.timeout(
    call.stream === undefined && call.isLong !== true ? limitMs : streamLimitMs,
  )
  return {
    method: call.method,
    headers,
    redirect: 'error',
    signal: AbortSignal.any([signal, limit]),
    ...(body === undefined ? {} : { body }),
    // Node sends a stream only where this says that the answer is not awaited meanwhile.
    ...(call.stream === undefined ? {} : { duplex: 'half' as const }),
  }
}

const readJson = async (response: Response, call: Call): Promise<unknown> => {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RecallError('upstream-unavailable', `${call.method} ${call.path} answered no JSON`, { cause })
  }
}

const problemOf = (response: Response, content: unknown): ApiProblem => {
  const read = problemSchema.safeParse(content)
  return read.success
    ? read.data
    : { type: 'about:blank', title: 'The request was refused', status: response.status }
}
