import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { WebhookAnswer, WebhookCaller } from '@recallwire/ports/channel.ts'
import { isPublicAddress } from './public-address.ts'

export type WebhookCallerOptions = {
  /** `refuse`: only https, and only addresses of the public internet. `allow`: for receivers in one's own network. */
  readonly privateAddresses: 'refuse' | 'allow'
  /** Milliseconds until an answer has arrived whole; default 15 s, as the receivers expect. */
  readonly limitMs?: number
}

const usualLimitMs = 15_000
const mostBytes = 4 * 1024

/**
 * Calls receivers by Node's own client, which follows no redirect. The address is checked where the connection looks it up: a name
 * that led elsewhere when it was registered is refused when it leads inside.
 */
export function createWebhookCaller({
  privateAddresses,
  limitMs = usualLimitMs,
}: WebhookCallerOptions): WebhookCaller {
  const guarded = privateAddresses === 'refuse'
  return {
    post: async ({ url, headers, body }, signal) => {
      const target = new URL(url)
      const problem = guarded ? problemOf(target) : undefined
      if (problem !== undefined) return failed(problem)
      const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
      return post(target, { headers, body, limit, ...(guarded ? { lookup: lookupPublic } : {}) })
    },
  }
}

/** What keeps an address from being called at all. An address written as numbers is never looked up. */
function problemOf({ protocol, hostname, username, password }: URL): string | undefined {
  if (protocol !== 'https:') return 'only https addresses are called'
  if (username !== '' || password !== '') return 'an address with a name or password is not called'
  const literal = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(literal) !== 0 && !isPublicAddress(literal) ? notPublic : undefined
}

const notPublic = 'the address is not of the public internet'

/** Every address the name has must be public: whichever is taken, it was checked. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, [])
    if (addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address)))
      return done(new Error(notPublic), [])
    const [first] = addresses
    if (options.all === true || first === undefined) done(null, addresses)
    else done(null, first.address, first.family)
  })
}

type Call = {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly limit: AbortSignal
  readonly lookup?: LookupFunction
}

function post(target: URL, { headers, body, limit, lookup: look }: Call): Promise<WebhookAnswer> {
  const bytes = Buffer.from(body, 'utf8')
  return new Promise((resolve) => {
    const call = (target.protocol === 'https:' ? requestHttps : requestHttp)(
      target,
      {
        method: 'POST',
        // A connection of its own: one that is kept would outlive the check of its address.
        agent: false,
        signal: limit,
        headers: { ...headers, 'content-length': String(bytes.length) },
        ...(look === undefined ? {} : { lookup: look }),
      },
      (response) => {
        const parts: Buffer[] = []
        let size = 0
        const answer = () =>
          resolve({
            kind: 'answered',
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).subarray(0, mostBytes).toString('utf8'),
          })
        response.on('data', (part: Buffer) => {
          parts.push(part)
          size += part.length
          // The status is what counts; nobody makes us read a body without an end.
          if (size >= mostBytes) {
            answer()
            response.destroy()
          }
        })
        response.on('end', answer)
        response.on('error', (error) => resolve(failed(reasonOf(error))))
      },
    )
    call.on('error', (error) => resolve(failed(reasonOf(error))))
    call.end(bytes)
  })
}

const failed = (because: string): WebhookAnswer => ({ kind: 'failed', because })

/** By the name of the error: its text may hold an address. */
function reasonOf(error: Error): string {
  if (error.message === notPublic) return notPublic
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'the connection failed'
}
