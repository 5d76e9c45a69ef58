import { describe, expect, it } from 'vitest'
import { createSampleServer } from './testing/sample-server.ts'
import { captureLog } from './testing/test-server.ts'

describe('faults', () => {
  it('hides a bug behind a reference that is in the log', async () => {
    const { logger, lines } = captureLog()
    const answer = await createSampleServer({ logger }).inject({ url: '/v1/faults/bug' })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('hunter2')
    const reference = String(answer.json().instance).replace('urn:uuid:', '')
    const logged = lines.find((line) => line.includes('"level":"error"'))
    expect(logged).toContain(reference)
    expect(logged).toContain('hunter2')
  })

  it('asks for a later retry while the storage is away, without telling where it is', async () => {
    const answer = await createSampleServer().inject({ url: '/v1/faults/storage' })
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.body).not.toContain('/secret')
  })

  it('turns a version conflict into 409 and a returned problem into itself', async () => {
    const server = createSampleServer()
    expect((await server.inject({ url: '/v1/faults/conflict' })).statusCode).toBe(409)
    expect((await server.inject({ url: '/v1/faults/missing' })).json()).toMatchObject({
      status: 404,
      title: 'No such fault',
    })
  })

  it('shows problems of pages as pages', async () => {
    const server = createSampleServer({
      renderErrorPage: ({ title, instance }) => `<h1>${title}</h1>${instance}`,
    })
    const headers = { 'content-type': 'text/plain', origin: 'https://recalls.example.org' }
    const answer = await server.inject({
      method: 'POST',
      url: '/answers',
      headers,
      cookies: { session: 's' },
      payload: 'x',
    })
    expect(answer.statusCode).toBe(415)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toMatch(/^<h1>The content type is not accepted here<\/h1>urn:uuid:/)
  })
})
