import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WebhookCaller } from '../channel.ts'

/** `open` gives a caller that may call this machine, with a time limit in milliseconds. */
export function describeWebhookCaller(name: string, open: (limitMs: number) => WebhookCaller): void {
  const { signal } = new AbortController()

  describe(`${name}: a webhook caller`, () => {
    let asked: { path: string; headers: IncomingHttpHeaders; body: string }[]
    let base: string
    const server = () =>
      createServer(async (request, response) => {
        asked.push({ path: request.url ?? '', headers: request.headers, body: await text(request) })
        switch (request.url) {
          case '/moved':
            return response.writeHead(302, { location: '/ok' }).end()
          case '/refuses':
            return response.writeHead(500).end('out of order')
          case '/never':
            return undefined
          case '/endless':
            response.writeHead(200)
            return response.write('x'.repeat(64 * 1024))
          case '/breaks':
            return request.socket.destroy()
          default:
            return response.end('taken')
        }
      })
    let running: ReturnType<typeof server>
    beforeEach(async () => {
      asked = []
      running = server().listen(0, '127.0.0.1')
      await once(running, 'listening')
      base = `http://127.0.0.1:${(running.address() as AddressInfo).port}`
    })
    afterEach(() => {
      running.closeAllConnections()
      running.close()
    })
    const post = (path: string, limitMs = 5_000) =>
      open(limitMs).post(
        {
          url: base + path,
          headers: { 'content-type': 'application/json', 'webhook-id': 'one' },
          body: '{"é":1}',
        },
        signal,
      )

    test('sends the bytes and headers as given, once, and says what was answered', async () => {
      expect(await post('/ok')).toEqual({ kind: 'answered', status: 200, body: 'taken' })
      expect(await post('/refuses')).toEqual({ kind: 'answered', status: 500, body: 'out of order' })
      expect(asked.map(({ path, body }) => [path, body])).toEqual([
        ['/ok', '{"é":1}'],
        ['/refuses', '{"é":1}'],
      ])
      expect(asked[0]?.headers).toMatchObject({ 'webhook-id': 'one', 'content-type': 'application/json' })
    })

    test('follows no redirect', async () => {
      expect(await post('/moved')).toMatchObject({ kind: 'answered', status: 302 })
      expect(asked.map(({ path }) => path)).toEqual(['/moved'])
    })

    test('waits no longer than its limit, and says so', async () => {
      expect(await post('/never', 100)).toEqual({ kind: 'failed', because: 'no answer in time' })
    })

    test('reads no more of an answer than it keeps', async () => {
      const answer = await post('/endless')
      expect(answer).toMatchObject({ kind: 'answered', status: 200 })
      if (answer.kind === 'answered') expect(answer.body.length).toBeLessThanOrEqual(4 * 1024)
    })

    test('says that there was no answer where the connection breaks or is refused', async () => {
      expect((await post('/breaks')).kind).toBe('failed')
      running.closeAllConnections()
      await new Promise((resolve) => running.close(resolve))
      expect((await post('/ok')).kind).toBe('failed')
    })
  })
}
