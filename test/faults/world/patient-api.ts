import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import { addMs } from '@recallwire/domain/time.ts'
import { systemClock } from '@recallwire/ports/clock.ts'
import { forwardActor } from '@recallwire/runtime/authenticate.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/**
 * The API as a client uses it who does not give up: a request whose answer was lost is made again with the same key, at whatever
 * process listens then. What is refused is thrown; that a first try with the key still runs is no refusal.
 */
export type PatientApi = {
  get(path: string): Promise<unknown>
  /** Bytes that are no JSON, such as a bundle. */
  download(path: string): Promise<Uint8Array>
  post(path: string, key: string, body: unknown): Promise<unknown>
  postText(path: string, key: string, contentType: string, body: string): Promise<unknown>
}

export type Caller = {
  /** Where to ask, anew for each try: whoever listened may be dead. */
  readonly baseUrl: () => string
  readonly secret: Uint8Array
  /** Told of every request that was answered with 2xx. */
  readonly acknowledged?: (path: string) => void
}

const patienceMs = 900_000
const callLimitMs = 30_000

export function createPatientApi({ baseUrl, secret, acknowledged }: Caller, actor: Actor): PatientApi {
  const call = async (path: string, init: RequestInit): Promise<Uint8Array> => {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const answer = await tryOnce(path, init)
      if (answer.kind === 'done') return answer.body
      if (performance.now() > deadline) throw new Error(`${path}: ${answer.why}, for ${patienceMs} ms`)
      await delay(50)
    }
  }
  const tryOnce = async (path: string, init: RequestInit) => {
    try {
      // Who asks is signed for a minute of the machine's own time, generously: a worker's time may be moved.
      const authorization = forwardActor(secret, actor, addMs(systemClock.now(), 86_400_000))
      const answer = await fetch(new URL(path, baseUrl()), {
        ...init,
        headers: { authorization, ...init.headers },
        signal: AbortSignal.timeout(callLimitMs),
      })
      const bytes = await answer.bytes()
      if (answer.ok) {
        acknowledged?.(path)
        return { kind: 'done', body: bytes } as const
      }
      const body = new TextDecoder().decode(bytes)
      const isRunning = answer.status === 409 && body.includes('idempotency-key-running')
      if (answer.status < 500 && answer.status !== 429 && !isRunning)
        throw new RecallError(
          'upstream-refused',
          `${init.method ?? 'GET'} ${path} was answered ${answer.status}: ${body}`,
        )
      return { kind: 'again', why: `${answer.status} ${body}` } as const
    } catch (error) {
      if (error instanceof RecallError) throw error
      return { kind: 'again', why: error instanceof Error ? error.message : String(error) } as const
    }
  }
  const send = async (path: string, key: string, contentType: string, body: string) => {
    const headers = { 'content-type': contentType, 'idempotency-key': key }
    return parse(await call(path, { method: 'POST', body, headers }))
  }
  return {
    get: async (path) => parse(await call(path, {})),
    download: (path) => call(path, {}),
    post: (path, key, body) => send(path, key, 'application/json', JSON.stringify(body)),
    postText: send,
  }
}

const parse = (bytes: Uint8Array): unknown =>
  bytes.length === 0 ? undefined : JSON.parse(new TextDecoder().decode(bytes))
