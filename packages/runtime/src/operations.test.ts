import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMetrics } from './metrics.ts'
import { addOperations, type ReadinessCheck } from './operations.ts'
import { createMemoryIdempotency } from './testing/memory-idempotency.ts'
import { captureLog, createTestServer } from './testing/test-server.ts'

const create = (checks: Record<string, ReadinessCheck> = {}) => {
  const metrics = createMetrics()
  const server = createTestServer({ metrics, idempotency: createMemoryIdempotency() })
  const { logger } = captureLog()
  addOperations(server, {
    info: { title: 'Test', version: '1.0.0' },
    logger,
    metrics,
    checks,
    checkLimitMs: 20,
  })
  server.add({
    method: 'POST',
    path: '/v1/notices/:recallId/approve',
    summary: 'Approve a notice.',
    action: 'publish',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    params: z.strictObject({ recallId: z.string() }),
    query: z.strictObject({ dryRun: z.stringbool().optional(), mode: z.enum(['now', 'later']) }),
    body: z.strictObject({ meaning: z.string(), at: z.iso.datetime().optional() }),
    reply: {
      200: z.strictObject({ revision: z.int() }).meta({ description: 'Published.' }),
      202: z.strictObject({}),
    },
    handle: () => ({ status: 200, body: { revision: 1 } }),
  })
  server.add({
    method: 'GET',
    path: '/cases',
    summary: 'A page.',
    action: 'read',
    credential: 'session',
    answers: 'page',
    handle: () => ({ status: 200, html: '' }),
  })
  return server
}

describe('health', () => {
  it('is live while the process answers', async () => {
    const answer = await create().inject({ url: '/health/live' })
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'live' }])
  })

  it('is ready when every part is', async () => {
    expect(
      (await create({ storage: async () => undefined }).inject({ url: '/health/ready' })).json(),
    ).toEqual({ status: 'ready' })
  })

  it('names the parts that fail or do not answer in time, and not why', async () => {
    const answer = await create({
      storage: async () => undefined,
      log: async () => {
        throw new Error('broker at 192.0.2.7')
      },
      mail: () => new Promise(() => undefined),
    }).inject({ url: '/health/ready' })
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ detail: 'Not working: log, mail' })
    expect(answer.body).not.toContain('192.0.2.7')
  })
})

describe('metrics', () => {
  it('count answers by route', async () => {
    const server = create()
    await server.inject({ url: '/health/live' })
    await server.inject({ url: '/nothing/at/all' })
    const answer = await server.inject({ url: '/metrics' })
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(answer.body).toContain(
      'recallwire_http_answers_total{method="GET",route="/health/live",status="200"} 1',
    )
    expect(answer.body).toContain('route="unknown",status="404"')
  })
})

describe('the API document', () => {
  it('describes the API routes alone, from their schemas', async () => {
    const document = (await create().inject({ url: '/openapi.json' })).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(['/v1/notices/{recallId}/approve'])
    const { post } = document.paths['/v1/notices/{recallId}/approve']
    expect(post).toMatchObject({
      operationId: 'postNoticesRecallIdApprove',
      summary: 'Approve a notice.',
      security: [{ key: [] }],
    })
    expect(
      post.parameters.map(({ name, in: place, required }: Record<string, unknown>) => [
        name,
        place,
        required,
      ]),
    ).toEqual([
      ['recallId', 'path', true],
      ['dryRun', 'query', false],
      ['mode', 'query', true],
      ['Idempotency-Key', 'header', true],
    ])
    expect(post.requestBody.content['application/json'].schema).toMatchObject({
      type: 'object',
      required: ['meaning'],
      additionalProperties: false,
    })
    expect(post.responses['200']).toMatchObject({ description: 'Published.' })
    expect(post.responses['422'].content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    })
    expect(document.components.schemas.Problem.properties.errors.items.required).toEqual([
      'pointer',
      'detail',
    ])
  })

  it('gives every operation a name of its own', async () => {
    const server = create()
    server.add({ ...operation, path: '/v1/notices/:recallId' })
    server.add({ ...operation, path: '/v1/notices' })
    const { paths } = (await server.inject({ url: '/openapi.json' })).json()
    const names = Object.values<Record<string, { operationId: string }>>(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(new Set(names).size).toBe(3)
  })
})

const operation = {
  method: 'GET',
  summary: 'Read.',
  action: 'read',
  credential: 'key',
  answers: 'json',
  handle: () => ({ status: 200, body: {} }),
} as const
