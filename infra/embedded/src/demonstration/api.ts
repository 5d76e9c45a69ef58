import type { Actor } from '@recallwire/domain/access/actor.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'

/** The HTTP API, asked by one person, as any client of the installation asks it. */
export type Api = {
  get(path: string): Promise<unknown>
  /** `key` is the Idempotency-Key: a step played again after a crash is the same request. */
  post(path: string, key: string, body: unknown): Promise<unknown>
  postText(path: string, key: string, contentType: string, body: string): Promise<unknown>
}

/** Writes the header that says who asks. */
export type Authorise = (actor: Actor) => string

const limitMs = 60_000

export function createApi(baseUrl: string, authorise: Authorise, actor: Actor): Api {
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { authorization: authorise(actor), ...init.headers }
    const answer = await fetch(new URL(path, baseUrl), {
      ...init,
      headers,
      signal: AbortSignal.timeout(limitMs),
    })
    const body = await answer.text()
    if (answer.ok) return body === '' ? undefined : JSON.parse(body)
    throw new RecallError(
      'upstream-refused',
      `${init.method ?? 'GET'} ${path} was answered ${answer.status}: ${body}`,
    )
  }
  const send = (path: string, key: string, contentType: string, body: string) =>
    call(path, { method: 'POST', body, headers: { 'content-type': contentType, 'idempotency-key': key } })
  return {
    get: (path) => call(path, {}),
    post: (path, key, body) => send(path, key, 'application/json', JSON.stringify(body)),
    postText: send,
  }
}
