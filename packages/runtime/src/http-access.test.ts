import { describe, expect, it } from 'vitest'
import type { DeniedEvent } from './http-server-options.ts'
import { createSampleServer, fill, goodBox } from './testing/sample-server.ts'
import { bearerOf, captureLog, createTestServer, type TestActor } from './testing/test-server.ts'

describe('who may ask', () => {
  it('answers 401 with a challenge, 403 to the wrong role, and reports both', async () => {
    const denied: DeniedEvent<TestActor>[] = []
    const server = createSampleServer({ onDenied: (event) => void denied.push(event) })
    const anonymous = await server.inject({
      ...fill(goodBox),
      headers: { 'content-type': 'application/json' },
    })
    expect(anonymous.statusCode).toBe(401)
    expect(anonymous.headers['www-authenticate']).toBe('Bearer realm="recallwire"')
    const other = await server.inject(fill(goodBox, bearerOf('st-elsewhere', 'read')))
    expect(other.json()).toMatchObject({ status: 403, type: 'urn:recallwire:problem:not-authorised' })
    expect(denied).toMatchObject([
      { reason: 'not-authenticated', action: 'fill', path: '/v1/boxes/:boxId', actor: undefined },
      { reason: 'not-authorised', action: 'fill', actor: { organisation: 'st-elsewhere' } },
    ])
  })

  it('looks at the credential before it reads a body', async () => {
    const answer = await createSampleServer().inject({
      ...fill('{"broken'),
      headers: { 'content-type': 'text/plain' },
    })
    expect(answer.statusCode).toBe(401)
  })

  it('leads a person who opens a page to the sign-in, but not a form', async () => {
    const server = createSampleServer()
    const page = await server.inject({ url: '/answers' })
    expect([page.statusCode, page.headers.location]).toEqual([303, '/sign-in'])
    const form = await server.inject({
      method: 'POST',
      url: '/answers',
      headers: { origin: 'https://recalls.example.org' },
    })
    expect(form.statusCode).toBe(401)
  })

  const post = (headers: Record<string, string>) => ({
    method: 'POST' as const,
    url: '/answers',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    cookies: { session: 'st-elsewhere' },
    payload: 'found=a&found=b',
  })
  const own = 'https://recalls.example.org'

  it.each([
    ['our own page', { origin: own, 'sec-fetch-site': 'same-origin' }],
    ['a browser without fetch metadata', { origin: own }],
    [
      'the host that was asked',
      { origin: 'http://console.example.com:4810', host: 'console.example.com:4810' },
    ],
  ])('takes a form from %s', async (_name, headers) => {
    expect((await createSampleServer().inject(post(headers))).body).toBe('<p>a+b</p>')
  })

  it.each([
    ['another site', { origin: 'https://evil.example.com' }],
    ['a sibling site', { origin: own, 'sec-fetch-site': 'same-site' }],
    ['a hidden origin', { origin: 'null' }],
    ['no origin at all', {}],
  ])('refuses a form from %s', async (_name, headers) => {
    const answer = await createSampleServer().inject(post(headers))
    expect(answer.json()).toMatchObject({ status: 403, type: 'urn:recallwire:problem:cross-site' })
  })

  it('refuses a form with a prototype name', async () => {
    const answer = await createSampleServer().inject({
      ...post({ origin: own }),
      payload: 'found=a&__proto__=b',
    })
    expect(answer.statusCode).toBe(400)
  })

  it('limits how often one address uses a link', async () => {
    const server = createSampleServer()
    const ask = (remoteAddress: string) =>
      server.inject({ method: 'POST', url: '/r/abc', headers: { origin: own }, remoteAddress })
    const statuses = [
      await ask('192.0.2.1'),
      await ask('192.0.2.1'),
      await ask('192.0.2.1'),
      await ask('192.0.2.2'),
    ]
    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([303, 303, 429, 303])
    expect(statuses[2]?.headers['retry-after']).toBeDefined()
    expect(statuses[2]?.json()).toMatchObject({ title: 'Too many requests' })
  })

  it('never logs the token of a link', async () => {
    const { logger, lines } = captureLog()
    await createSampleServer({ logger }).inject({
      method: 'POST',
      url: '/r/canary-token',
      headers: { origin: own },
    })
    expect(lines.join('')).toContain('/r/:token')
    expect(lines.join('')).not.toContain('canary-token')
  })

  it('refuses at the start what nobody would guard', () => {
    const route = {
      method: 'GET',
      path: '/v1/x',
      summary: '',
      action: 'x',
      answers: 'json',
      handle: () => ({ status: 200, body: {} }),
    } as const
    expect(() =>
      createTestServer().add({ ...route, method: 'POST', credential: 'key', idempotent: true }),
    ).toThrow(/nothing remembers/)
    const server = createTestServer()
    server.add({ ...route, credential: 'none' })
    expect(() => server.add({ ...route, credential: 'none' })).toThrow(/exists already/)
  })
})
