import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { HttpServerOptions } from '../http-server-options.ts'
import { problem } from '../problem.ts'
import { RecallError } from '../recall-error.ts'
import { bearerOf, createTestServer, type TestActor } from './test-server.ts'

/** A server with one route of each kind. */
export const createSampleServer = (options: Partial<HttpServerOptions<TestActor>> = {}) => {
  const server = createTestServer(options)
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

/** A request to fill box b1. */
export const fill = (payload: unknown, headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/v1/boxes/b1',
  headers: { 'content-type': 'application/json', ...bearerOf('st-elsewhere', 'fill'), ...headers },
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
})
export const goodBox = { size: 1, items: [{ name: 'pump' }] }
