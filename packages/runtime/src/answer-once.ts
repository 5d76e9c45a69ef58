import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { BodyReading } from './body-parsers.ts'
import type { IdempotencyRecordId, IdempotencyStore, StoredAnswer } from './idempotency-store.ts'
import { type ProblemReply, problem } from './problem.ts'
import type { RenderedAnswer } from './rendered-answer.ts'

export type KeyedRequest = IdempotencyRecordId & {
  readonly method: string
  /** Path and query as asked. */
  readonly url: string
  readonly body: BodyReading | undefined
  readonly at: string
  readonly staleAfterMs: number
}

export type KeyReading =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'refused'; readonly reply: ProblemReply }

/** Reads the `Idempotency-Key` header of a request that needs one. */
export const readIdempotencyKey = (header: string | readonly string[] | undefined): KeyReading => {
  if (typeof header === 'string' && /^[\x21-\x7e]{1,255}$/.test(header)) return { kind: 'key', key: header }
  const detail =
    'Send a header Idempotency-Key with 1 to 255 printable characters, new for each change and the same for each retry.'
  const title = header === undefined ? 'The Idempotency-Key is missing' : 'The Idempotency-Key is not usable'
  return { kind: 'refused', reply: problem(400, title, { kind: 'idempotency-key-invalid', detail }) }
}

/**
 * Runs `answer` at most once per key and replays what it answered. Answers from 500 up, 429 and faults are not kept: the key is given
 * back, because a later try can succeed.
 */
export const answerOnce = async (
  store: IdempotencyStore,
  request: KeyedRequest,
  answer: () => Promise<RenderedAnswer>,
): Promise<RenderedAnswer | ProblemReply> => {
  const { organisationKey, key, at, staleAfterMs } = request
  const begun = await store.begin({ organisationKey, key, at, staleAfterMs, bodyHash: hashOf(request) })
  switch (begun.kind) {
    case 'started':
      return answerAndKeep(store, request, answer)
    case 'running':
      return problem(409, 'The first request with this key is still running', {
        kind: 'idempotency-key-running',
        headers: { 'retry-after': '2' },
      })
    case 'mismatch':
      return otherBody
    case 'answered':
      return (await isSameStream(request.body, begun.streamHash)) ? replayOf(begun) : otherBody
    default:
      return begun satisfies never
  }
}

const otherBody = problem(422, 'This key was used with another request', {
  kind: 'idempotency-key-reused',
  detail: 'Nothing was changed. Use a new Idempotency-Key for a new request.',
})

const answerAndKeep = async (
  store: IdempotencyStore,
  { organisationKey, key, at, body }: KeyedRequest,
  answer: () => Promise<RenderedAnswer>,
): Promise<RenderedAnswer> => {
  try {
    const rendered = await answer()
    const { status, payload, contentType = '' } = rendered
    if (status >= 500 || status === 429) {
      await store.abandon({ organisationKey, key, at })
      return rendered
    }
    if (typeof payload !== 'string') throw new Error('an idempotent route must answer with text')
    const streamHash = body?.kind === 'stream' ? body.metered.sha256() : undefined
    await store.finish({
      organisationKey,
      key,
      at,
      status,
      body: payload,
      contentType,
      ...(streamHash === undefined ? {} : { streamHash }),
    })
    return rendered
  } catch (error) {
    // When even this fails the record is taken over after staleAfterMs, so the first error is the one to report.
    await store.abandon({ organisationKey, key, at }).catch(() => undefined)
    throw error
  }
}

const replayOf = (stored: StoredAnswer): RenderedAnswer => ({
  status: stored.status,
  contentType: stored.contentType,
  payload: stored.body,
  headers: { 'idempotent-replayed': 'true' },
  cookies: [],
})

const hashOf = ({ method, url, body }: KeyedRequest): string =>
  createHash('sha256')
    .update(`${method}\n${url}\n${body?.kind === 'value' ? body.sha256 : ''}`)
    .digest('hex')

/** Reads a streamed body to its end to compare it with the one that was answered. */
const isSameStream = async (body: BodyReading | undefined, known: string | undefined): Promise<boolean> => {
  if (body?.kind !== 'stream' || known === undefined) return true
  await pipeline(body.metered.stream, new Writable({ write: (_chunk, _encoding, done) => done() }))
  return body.metered.sha256() === known
}
