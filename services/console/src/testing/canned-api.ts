import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** `status` with `body` as JSON, or as it is where `contentType` is given. */
export type Canned = { readonly status?: number; readonly body: unknown; readonly contentType?: string }

type Answer = Canned | ((asked: Asked) => Canned | Promise<Canned>)

/**
 * An HTTP API that answers what the test puts there, by method and path, and remembers what it was asked. What has no answer is
 * answered 404 as the real API does.
 */
export async function openCannedApi() {
  const answers = new Map<string, Answer>()
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://api.example.org')
    const body = (await buffer(request)).toString('utf8')
    const { method = 'GET', headers } = request
    const one = { method, path: url.pathname, query: url.searchParams, headers, body }
    asked.push(one)
    const found = answers.get(`${method} ${url.pathname}`)
    const canned = typeof found === 'function' ? await found(one) : (found ?? notFound)
    const status = canned.status ?? 200
    const type = canned.contentType ?? (status >= 400 ? 'application/problem+json' : 'application/json')
    response.writeHead(status, { 'content-type': type })
    response.end(canned.contentType === undefined ? JSON.stringify(canned.body) : String(canned.body))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the canned API has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    /** The last request of this method. */
    last: (method: string): Asked => {
      const found = asked.findLast((one) => one.method === method)
      if (found === undefined) throw new Error(`the API was never asked by ${method}`)
      return found
    },
    on: (route: string, canned: Answer) => {
      answers.set(route, canned)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type CannedApi = Awaited<ReturnType<typeof openCannedApi>>

const notFound: Canned = {
  status: 404,
  body: { type: 'urn:recallwire:problem:not-found', title: 'There is no such thing', status: 404 },
}
