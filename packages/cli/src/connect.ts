import { type Api, createApi } from './api.ts'
import { type Answer, failure } from './outcome.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const defaultUrl = 'http://127.0.0.1:4800'

/**
 * The API that the environment names: `RECALLWIRE_URL` (default http://127.0.0.1:4800) with the API key
 * `RECALLWIRE_KEY`. Nothing is sent yet. The key is read from nowhere else: what stands on a command line is seen by
 * every user of the machine and kept in the shell's history.
 */
export function connect(env: Environment, fetch: typeof globalThis.fetch): Answer<Api> {
  const address = env.RECALLWIRE_URL || defaultUrl
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    const detail = 'Write an address such as https://recalls.example.org, without user or password.'
    return failure('usage', 'RECALLWIRE_URL is not an address', detail)
  }
  const key = env.RECALLWIRE_KEY?.trim() ?? ''
  if (key === '') {
    const detail =
      'Whoever manages the keys of your organisation makes one: POST /v1/keys, or the page "People".'
    return failure('usage', 'Set RECALLWIRE_KEY to your API key', detail)
  }
  // Checked here because the complaint of whoever takes the header would quote it.
  if (!/^[\w.~+/=-]+$/.test(key))
    return failure('usage', 'RECALLWIRE_KEY is not an API key', 'A key is one word that begins with rw_.')
  return { kind: 'ok', value: createApi({ url, key, fetch }) }
}
