import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { HttpServer } from './http-server.ts'
import type { HttpLimits } from './http-server-options.ts'
import { captureLog, createTestServer, type TestActor } from './testing/test-server.ts'

const opened: HttpServer<TestActor>[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()))
})

const seen: { signal?: AbortSignal } = {}

const listen = async (limits: Partial<HttpLimits> = {}, logger = captureLog().logger) => {
  const server = createTestServer({ limits, logger })
  opened.push(server)
  const base = { method: 'POST', summary: '', action: 'x', credential: 'none', answers: 'json' } as const
  server.add({
    ...base,
    path: '/wait/:ms',
    params: z.strictObject({ ms: z.coerce.number() }),
    handle: async ({ params, signal }) => {
      seen.signal = signal
      await delay(params.ms, undefined, { signal })
      return { status: 200, body: { aborted: signal.aborted } }
    },
  })
  server.add({ ...base, path: '/ignore', bodyKind: 'stream', handle: () => ({ status: 200, body: {} }) })
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
  return { server, port, url: `http://127.0.0.1:${port}` }
}

const raw = async (port: number, bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

describe('on a socket', () => {
  it('gives the handler a signal that outlives the reading of the body', async () => {
    const { url } = await listen()
    const answer = await fetch(`${url}/wait/50`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(await answer.json()).toEqual({ aborted: false })
  })

  it('answers 503 when a handler takes too long, and aborts its signal', async () => {
    const { url } = await listen({ handlerTimeoutMs: 30 })
    const answer = await fetch(`${url}/wait/10000`, { method: 'POST' })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toMatchObject({ title: 'The answer took too long' })
    expect(seen.signal?.aborted).toBe(true)
  })

  it('still limits the handler after it has read a body', async () => {
    const { url } = await listen({ handlerTimeoutMs: 30 })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/wait/10000`, { method: 'POST', body: '{}', headers })
    expect(answer.status).toBe(503)
  })

  it('answers 408 to a body that does not arrive, and ends the connection', async () => {
    const { port } = await listen({ handlerTimeoutMs: 50 })
    const head =
      'POST /wait/1 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{'
    expect(await raw(port, head)).toMatch(/^HTTP\/1\.1 408 Request Timeout/)
  })

  it('aborts the signal when the caller goes away', async () => {
    const { port } = await listen()
    const asking = request({ port, method: 'POST', path: '/wait/10000' })
    asking.on('error', () => undefined)
    asking.end()
    delete seen.signal
    await expect.poll(() => seen.signal).toBeDefined()
    asking.destroy()
    await expect.poll(() => seen.signal?.aborted).toBe(true)
  })

  it('serves the next request after a handler left a streamed body unread', async () => {
    const { url } = await listen()
    const post = () =>
      fetch(`${url}/ignore`, {
        method: 'POST',
        body: 'x'.repeat(3_000_000),
        headers: { 'content-type': 'text/csv' },
      })
    const statuses: number[] = []
    for (let asked = 0; asked < 3; asked += 1) statuses.push((await post()).status)
    expect(statuses).toEqual([200, 200, 200])
  })

  it('answers bytes that are no request with a problem and the headers', async () => {
    const { port } = await listen()
    const answer = await raw(port, 'NONSENSE\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).toContain('content-type: application/problem+json')
    expect(answer).toContain('x-content-type-options: nosniff')
  })

  it('answers 431 to headers that are too large', async () => {
    const { port } = await listen({ headerBytes: 2048 })
    expect(await raw(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(4096)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })

  it('names the port that another program uses', async () => {
    const { port } = await listen()
    const second = createTestServer()
    opened.push(second)
    await expect(second.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `Port ${port} on 127.0.0.1 is used by another program; stop it or choose another port.`,
    })
  })

  it('waits for an answer under way when it closes', async () => {
    const { server, url } = await listen()
    delete seen.signal
    const answer = fetch(`${url}/wait/100`, { method: 'POST' })
    await expect.poll(() => seen.signal).toBeDefined()
    await Promise.all([server.close(), server.close()])
    expect((await answer).status).toBe(200)
  })

  it('cuts an answer that outlasts the limit of closing', async () => {
    const { server, port } = await listen({ closeMs: 50 })
    delete seen.signal
    const asking = request({ port, method: 'POST', path: '/wait/20000' })
    const failed = once(asking, 'error')
    asking.end()
    await expect.poll(() => seen.signal).toBeDefined()
    await server.close()
    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }])
  })
})
