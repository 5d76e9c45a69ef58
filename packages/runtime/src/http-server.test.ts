import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { HttpServer } from './http-server.ts'
import type { DeniedEvent, HttpServerOptions } from './http-server-options.ts'
import { problem } from './problem.ts'
import { RecallError } from './recall-error.ts'
import { bearerOf, captureLog, createTestServer, type TestActor } from './testing/test-server.ts'

const opened: HttpServer<TestActor>[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()))
})

/** A server with one route of each kind. */
const createSampleServer = (options: Partial<HttpServerOptions<TestActor>> = {}) => {
  const server = createTestServer(options)
  opened.push(server)
  server.add({
    method: 'POST',
    path: '/v1/boxes/:boxId',
    summary: 'Fill a box.',
    action: 'fill',
    credential: 'key',
    answers: 'json',
    params: z.strictObject({ boxId: z.string().regex(/^[a-z0-9]+$/) }),
    query: z.strictObject({ limit: z.coerce.number().int().optional() }),
    body: z.strictObject({ size: z.int(), items: z.array(z.strictObject({ name: z.string() })) }),
    reply: { 201: z.object({ boxId: z.string(), owner: z.string(), size: z.int() }) },
    handle: ({ actor, params, body }) => ({
      status: 201,
      body: { boxId: params.boxId, owner: actor.organisation, size: body.size, secret: 'never leaves' },
    }),
  })
  server.add({
    method: 'GET',
    path: '/v1/faults/:name',
    summary: 'Fail.',
    action: 'fail',
    credential: 'none',
    answers: 'json',
    params: z.strictObject({ name: z.string() }),
    handle: ({ params }) => {
      if (params.name === 'storage')
        throw new Error('while saving', { cause: new RecallError('storage-unavailable', 'disk at /secret') })
      if (params.name === 'conflict') throw new RecallError('version-conflict', 'version 3 is not 2')
      if (params.name === 'missing') return problem(404, 'No such fault')
      throw new Error('the password is hunter2')
    },
  })
  server.add({
    method: 'POST',
    path: '/answers',
    summary: 'Answer.',
    action: 'answer',
    credential: 'session',
    answers: 'page',
    bodyKind: 'form',
    body: z.strictObject({ found: z.union([z.string(), z.array(z.string())]) }),
    handle: ({ body }) => ({ status: 200, html: `<p>${[body.found].flat().join('+')}</p>` }),
  })
  server.add({
    method: 'GET',
    path: '/answers',
    summary: 'See answers.',
    action: 'answer',
    credential: 'session',
    answers: 'page',
    handle: ({ actor }) => ({
      status: 200,
      html: `<p>${actor.organisation}</p>`,
      headers: { 'content-security-policy': "default-src 'none'; sandbox" },
      cookies: [{ name: '__Host-session', value: 'next', maxAgeSeconds: 60 }],
    }),
  })
  server.add({
    method: 'POST',
    path: '/r/:token',
    summary: 'Reply by link.',
    action: 'reply',
    credential: 'link',
    answers: 'page',
    bodyKind: 'form',
    rateLimit: { max: 2, windowMs: 60_000 },
    handle: () => ({ status: 303, location: '/thanks' }),
  })
  server.add({
    method: 'POST',
    path: '/v1/lines',
    summary: 'Take lines.',
    action: 'fill',
    credential: 'key',
    answers: 'json',
    bodyKind: 'ndjson-or-json',
    bodyLimit: 64,
    handle: async ({ stream }) => ({ status: 202, body: { bytes: (await text(stream)).length } }),
  })
  server.add({
    method: 'GET',
    path: '/v1/export',
    summary: 'Take a file away.',
    action: 'fill',
    credential: 'key',
    answers: 'file',
    handle: () => ({
      status: 200,
      file: Readable.from(['a,b\r\n']),
      contentType: 'text/csv; charset=utf-8',
      fileName: 'état "1".csv',
    }),
  })
  return server
}

const fill = (payload: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/v1/boxes/b1',
  headers: { 'content-type': 'application/json', ...bearerOf('st-elsewhere', 'fill'), ...headers },
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
})
const goodBox = { size: 1, items: [{ name: 'pump' }] }

describe('answers', () => {
  it('sends json through the reply schema, so that an unnamed field stays inside', async () => {
    const answer = await createSampleServer().inject(fill(goodBox))
    expect(answer.statusCode).toBe(201)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toEqual({ boxId: 'b1', owner: 'st-elsewhere', size: 1 })
  })

  it('sends files as attachments with a name old clients can read', async () => {
    const answer = await createSampleServer().inject({
      url: '/v1/export',
      headers: bearerOf('st-elsewhere', 'fill'),
    })
    expect(answer.body).toBe('a,b\r\n')
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="_tat _1_.csv"; filename*=UTF-8''%C3%A9tat%20%221%22.csv`,
    )
  })

  it('carries exactly the security headers on success', async () => {
    const answer = await createSampleServer().inject(fill(goodBox))
    const { 'content-length': _length, date: _date, ...headers } = answer.headers
    expect(headers).toEqual({
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy':
        'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
    })
  })

  it.each(['/nowhere', '/v1/faults/bug', '/v1/export', '/v1/faults/%zz'])(
    'carries the security headers on the error at %s',
    async (url) => {
      const answer = await createSampleServer().inject({ url })
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(answer.headers.server).toBeUndefined()
    },
  )

  it('leaves HSTS out where the public address is plain http', async () => {
    const answer = await createSampleServer({ publicUrl: 'http://127.0.0.1:4810' }).inject({
      url: '/nowhere',
    })
    expect(answer.headers['strict-transport-security']).toBeUndefined()
  })

  it('lets a page bring its own content security policy and cookies', async () => {
    const answer = await createSampleServer().inject({
      url: '/answers',
      cookies: { session: 'st-elsewhere' },
    })
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(answer.headers['set-cookie']).toBe(
      '__Host-session=next; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    )
  })
})

describe('bad input', () => {
  it('names every field at fault by its pointer', async () => {
    const answer = await createSampleServer().inject(
      fill({ size: 'big', items: [{ name: 'a', colour: 'red' }, {}], 'a/b': 1 }),
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.json()).toMatchObject({
      type: 'urn:recallwire:problem:body-invalid',
      status: 400,
      title: 'The body is not acceptable',
    })
    expect(answer.json().errors).toEqual(
      expect.arrayContaining([
        { pointer: '/size', detail: expect.stringContaining('expected') },
        {
          pointer: '/items/0/colour',
          detail: 'This field is not known here; remove it or correct its name.',
        },
        { pointer: '/items/1/name', detail: 'This field is required.' },
        { pointer: '/a~1b', detail: 'This field is not known here; remove it or correct its name.' },
      ]),
    )
    expect(answer.json().errors).toHaveLength(4)
  })

  it.each([
    ['broken json', '{"size": 1', 'The body is not JSON'],
    ['an empty body', '', 'The body is empty'],
    ['a prototype name', '{"size":1,"items":[],"__proto__":{"admin":true}}', 'The body has a forbidden name'],
    [
      'a nested prototype name',
      '{"size":1,"items":[{"name":{"constructor":{}}}]}',
      'The body has a forbidden name',
    ],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'The body is nested too deeply'],
    ['a very deep body', '['.repeat(200_000) + ']'.repeat(200_000), 'The body is nested too deeply'],
  ])('refuses %s', async (_name, payload, title) => {
    const answer = await createSampleServer().inject(fill(payload))
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ title, type: 'urn:recallwire:problem:body-unreadable' })
  })

  it('refuses bytes that are not UTF-8', async () => {
    const answer = await createSampleServer().inject({
      ...fill(''),
      payload: Buffer.from([0x22, 0xff, 0x22]),
    })
    expect(answer.json()).toMatchObject({ status: 400, title: 'The body is not JSON' })
  })

  it('asks for a body where the schema wants one', async () => {
    const { method, url } = fill('')
    const answer = await createSampleServer().inject({
      method,
      url,
      headers: bearerOf('st-elsewhere', 'fill'),
    })
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '', detail: 'This field is required.' }],
    })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses %s where json is read',
    async (type) => {
      const answer = await createSampleServer().inject(fill(goodBox, { 'content-type': type }))
      expect(answer.statusCode).toBe(415)
      expect(answer.headers['content-type']).toBe('application/problem+json')
    },
  )

  it('refuses a body above the limit', async () => {
    const answer = await createSampleServer().inject(fill({ ...goodBox, filler: 'x'.repeat(1024 * 1024) }))
    expect(answer.json()).toMatchObject({ status: 413, title: 'The body is too large' })
  })

  it('refuses a streamed body above the limit of its route, and takes one below', async () => {
    const server = createSampleServer()
    const send = (payload: string) =>
      server.inject({ ...fill(payload, { 'content-type': 'application/x-ndjson' }), url: '/v1/lines' })
    expect((await send('x'.repeat(65))).statusCode).toBe(413)
    expect((await send('x'.repeat(64))).json()).toEqual({ bytes: 64 })
  })

  it('names a bad query and a bad path', async () => {
    const server = createSampleServer()
    const query = await server.inject({ ...fill(goodBox), url: '/v1/boxes/b1?limit=many&order=up' })
    expect(query.json()).toMatchObject({
      title: 'The query is not acceptable',
      errors: [{ pointer: '/limit' }, { pointer: '/order' }],
    })
    const path = await server.inject({ ...fill(goodBox), url: '/v1/boxes/B%20' })
    expect(path.json()).toMatchObject({
      title: 'The path is not acceptable',
      errors: [{ pointer: '/boxId' }],
    })
  })

  it.each([
    '/v1/boxes/..%2f..%2fetc%2fpasswd',
    '/v1/boxes/%2e%2e%2fadmin',
    '/v1/boxes/../../etc/passwd',
    '/v1//boxes/b1',
  ])('reaches nothing by the path %s', async (url) => {
    const answer = await createSampleServer().inject({ ...fill(goodBox), url })
    expect([400, 404]).toContain(answer.statusCode)
  })

  it('says 405 and what is allowed where only the method is wrong', async () => {
    const answer = await createSampleServer().inject({ method: 'DELETE', url: '/v1/boxes/b1' })
    expect(answer.statusCode).toBe(405)
    expect(answer.headers.allow).toBe('POST')
    expect((await createSampleServer().inject({ url: '/v1/nothing' })).json()).toMatchObject({ status: 404 })
  })

  it('refuses an address it cannot decode', async () => {
    expect((await createSampleServer().inject({ url: '/v1/faults/%zz' })).json()).toMatchObject({
      status: 400,
      title: 'The address is malformed',
    })
  })
})

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
