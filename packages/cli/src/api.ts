import { z } from 'zod'
import { type Answer, type Failure, failure, problemSchema } from './outcome.ts'

export type ApiOptions = {
  readonly url: URL
  /** Sent as a bearer token, shown to nobody. */
  readonly key: string
  readonly fetch: typeof fetch
}

type Query = Readonly<Record<string, string | undefined>>

export type Post = {
  readonly path: string
  readonly query?: Query
  readonly idempotencyKey: string
  readonly contentType: string
  readonly body: Uint8Array | ReadableStream<Uint8Array>
  /** How long the answer may take; default eleven minutes. */
  readonly limitMs?: number
}

/** The HTTP API as one key may use it. An answer of another shape than agreed counts as none. */
export interface Api {
  get<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    query?: Query,
  ): Promise<Answer<z.output<Schema>>>
  /** `replayed`: the same request was answered before, and this is that answer again. */
  post<Schema extends z.ZodType>(
    post: Post,
    schema: Schema,
  ): Promise<Answer<z.output<Schema>> & { readonly replayed: boolean }>
  /** Replaces what is kept at the path; sending it again changes nothing. */
  put<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
  ): Promise<Answer<z.output<Schema>>>
  /** A file, whole. */
  download(path: string): Promise<Answer<Uint8Array>>
}

const limitMs = 60_000
/** The server gives a file ten minutes. */
const fileLimitMs = 11 * 60_000

export function createApi(options: ApiOptions): Api {
  return {
    get: async (path, schema, query = {}) => {
      const response = await send(options, path, query, { method: 'GET' }, limitMs)
      return 'problem' in response ? response : read(response, schema)
    },
    post: async ({ path, query = {}, idempotencyKey, contentType, body, limitMs = fileLimitMs }, schema) => {
      const headers = { 'idempotency-key': idempotencyKey, 'content-type': contentType }
      // Node sends a stream only where this says that the answer is not awaited meanwhile.
      const init = { method: 'POST', headers, body, duplex: 'half' } as const
      const response = await send(options, path, query, init, limitMs)
      if ('problem' in response) return { ...response, replayed: false }
      const replayed = response.headers.get('idempotent-replayed') === 'true'
      return { ...(await read(response, schema)), replayed }
    },
    put: async (path, body, schema) => {
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'PUT', headers, body: JSON.stringify(body) }
      const response = await send(options, path, {}, init, limitMs)
      return 'problem' in response ? response : read(response, schema)
    },
    download: async (path) => {
      const response = await send(options, path, {}, { method: 'GET' }, fileLimitMs)
      if ('problem' in response) return response
      if (!response.ok) return problemOf(response, await bytesOf(response))
      const bytes = await bytesOf(response)
      return bytes === undefined ? brokenOff(response) : { kind: 'ok', value: bytes }
    },
  }
}

async function send(
  { url, key, fetch }: ApiOptions,
  path: string,
  query: Query,
  init: RequestInit,
  timeoutMs: number,
): Promise<Response | Failure> {
  const target = new URL(`${url.href.replace(/\/+$/, '')}${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) target.searchParams.set(name, value)
  }
  const headers = { accept: 'application/json', authorization: `Bearer ${key}`, ...init.headers }
  try {
    // A redirect would carry the key to whatever place it names.
    return await fetch(target, {
      ...init,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch (error) {
    const detail = `${reasonOf(error)}. Is Recallwire running there? RECALLWIRE_URL names another address.`
    return failure('unreachable', `${url.origin} does not answer`, detail)
  }
}

/** What the system says of a connection, and never the request, whose headers hold the key. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'No answer came in time'
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof Error && 'code' in cause) return `The connection failed with ${cause.code}`
  return cause instanceof Error ? `The connection failed: ${cause.message}` : 'The connection failed'
}

async function read<Schema extends z.ZodType>(
  response: Response,
  schema: Schema,
): Promise<Answer<z.output<Schema>>> {
  const bytes = await bytesOf(response)
  if (!response.ok) return problemOf(response, bytes)
  if (bytes === undefined) return brokenOff(response)
  const value = schema.safeParse(jsonOf(bytes))
  if (value.success) return { kind: 'ok', value: value.data }
  return failure(
    'unreachable',
    `${pathOf(response)} was answered in another shape than agreed`,
    `Is the command as new as the server? ${z.prettifyError(value.error)}`,
  )
}

/** 401 and 403: the key. 5xx, 408, 429, and whatever names a time to come back: another time. The rest another try meets again. */
function problemOf(response: Response, bytes: Uint8Array | undefined): Failure {
  const { status } = response
  const parsed = problemSchema.safeParse(bytes === undefined ? undefined : jsonOf(bytes))
  const problem = parsed.success
    ? parsed.data
    : { type: 'about:blank', title: `${pathOf(response)} was answered ${status} without a reason`, status }
  if (status === 401 || status === 403) return { kind: 'not-allowed', problem }
  const later = status >= 500 || [408, 429].includes(status) || response.headers.has('retry-after')
  return { kind: later ? 'unreachable' : 'refused', problem }
}

const brokenOff = (response: Response): Failure =>
  failure('unreachable', 'The answer broke off', `Ask for ${pathOf(response)} again.`)

async function bytesOf(response: Response): Promise<Uint8Array | undefined> {
  try {
    return await response.bytes()
  } catch {
    return undefined
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

const pathOf = (response: Response): string => new URL(response.url).pathname
