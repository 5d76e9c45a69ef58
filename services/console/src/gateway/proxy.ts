import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest, Agent as TlsAgent } from 'node:https'
import type { Readable } from 'node:stream'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { FileReply, Method } from '@recallwire/runtime/route.ts'
import { answerHeaders, requestHeaders } from './forwarded-headers.ts'

/** A request that is handed on. */
export type Asked = {
  readonly method: Method
  /** Path and query as asked. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Still unread. */
  readonly body: Readable | undefined
  /** Of whoever asks. */
  readonly ip: string
  readonly signal: AbortSignal
}

export interface Proxy {
  /** Throws RecallError `upstream-unavailable`. */
  ask(urls: readonly string[], asked: Asked): Promise<FileReply>
  close(): void
}

const connectLimitMs = 2_000

type Sent =
  | { readonly kind: 'answered'; readonly answer: IncomingMessage }
  /** No connection came about, or one that was kept turned out to be closed: nobody saw the request. */
  | { readonly kind: 'unsent'; readonly cause: unknown }

/**
 * Hands requests on to other processes, streamed both ways and nothing held. A body goes out only once there is a connection of its
 * own, so that the next address can be tried with it.
 */
export function openProxy(): Proxy {
  const agents = openAgents()
  return {
    ask: async (urls, asked) => {
      const causes: unknown[] = []
      // A kept connection may have been closed at the other end: then the address itself is tried once more.
      for (const url of asked.body === undefined ? [...urls, ...urls] : urls) {
        const sent = await send(agents, url, asked)
        if (sent.kind === 'answered') return replyOf(sent.answer)
        causes.push(sent.cause)
      }
      throw unavailable(asked, causes[0])
    },
    close: () => {
      for (const { kept, fresh } of Object.values(agents)) {
        kept.destroy()
        fresh.destroy()
      }
    },
  }
}

type Agents = ReturnType<typeof openAgents>

/**
 * `fresh` gives every request a connection of its own, and yet does not tell the other end to close it: an end that closes while a
 * body still comes breaks the connection, and its early refusal is lost.
 */
function openAgents() {
  const kept = { keepAlive: true, maxSockets: 256 }
  const fresh = { ...kept, maxFreeSockets: 0 }
  return {
    http: { kept: new Agent(kept), fresh: new Agent(fresh) },
    https: { kept: new TlsAgent(kept), fresh: new TlsAgent(fresh) },
  }
}

function send(agents: Agents, base: string, asked: Asked): Promise<Sent> {
  const { promise, resolve, reject } = Promise.withResolvers<Sent>()
  const request = openRequest(agents, base, asked)
  let isConnected = false
  const late = setTimeout(
    () => request.destroy(new Error(`no connection within ${connectLimitMs} ms`)),
    connectLimitMs,
  )
  const connected = () => {
    isConnected = true
    clearTimeout(late)
    if (asked.body === undefined) request.end()
    else sendBody(asked.body, request)
  }
  request.once('socket', (socket) => {
    if (socket.connecting) socket.once(base.startsWith('https:') ? 'secureConnect' : 'connect', connected)
    else connected()
  })
  request.once('response', (answer) => resolve({ kind: 'answered', answer }))
  request.on('error', (cause) => {
    clearTimeout(late)
    const isStale = request.reusedSocket && asked.body === undefined
    if (asked.signal.aborted) reject(cause)
    else if (asked.body?.errored) reject(asked.body.errored)
    else if (!isConnected || isStale) resolve({ kind: 'unsent', cause })
    else reject(unavailable(asked, cause))
  })
  return promise
}

function openRequest(agents: Agents, base: string, { method, url, headers, body, ip, signal }: Asked) {
  const options = { method, path: url, headers: requestHeaders(headers, ip), signal }
  const connection = body === undefined ? 'kept' : 'fresh'
  return base.startsWith('https:')
    ? httpsRequest(base, { ...options, agent: agents.https[connection] })
    : httpRequest(base, { ...options, agent: agents.http[connection] })
}

/** What the other end does not read any more is left to whoever answers the caller: an early refusal must still arrive. */
function sendBody(body: Readable, request: ClientRequest): void {
  body.once('error', (error) => request.destroy(error))
  request.once('close', () => body.unpipe(request))
  body.pipe(request)
}

const replyOf = (answer: IncomingMessage): FileReply => ({
  status: answer.statusCode ?? 502,
  file: answer,
  contentType: answer.headers['content-type'] ?? 'application/octet-stream',
  headers: answerHeaders(answer.headers),
})

/** The path may hold the token of a link, which no error is to repeat. */
const unavailable = ({ method }: Asked, cause: unknown): RecallError =>
  new RecallError('upstream-unavailable', `the owner of the route did not answer a ${method}`, { cause })
