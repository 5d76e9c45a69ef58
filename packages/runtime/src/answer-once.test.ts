import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { problem } from './problem.ts'
import { RecallError } from './recall-error.ts'
import { createMemoryIdempotency } from './testing/memory-idempotency.ts'
import { bearerOf, createTestServer, now } from './testing/test-server.ts'

/** A counter behind `POST /v1/counts`; `outcome` decides what one run does. */
const createCounter = (outcome: (run: number) => 'count' | 'refuse' | 'fault' | 'gone' = () => 'count') => {
  const store = createMemoryIdempotency()
  const clock = { now }
  const server = createTestServer({ idempotency: store, now: () => clock.now })
  const counted = { runs: 0 }
  const gate = Promise.withResolvers<void>()
  server.add({
    method: 'POST',
    path: '/v1/counts',
    summary: 'Count.',
    action: 'count',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    body: z.strictObject({ by: z.int() }),
    handle: ({ body, idempotencyKey }) => {
      counted.runs += 1
      const doing = outcome(counted.runs)
      if (doing === 'fault') throw new RecallError('storage-unavailable', 'gone')
      if (doing === 'gone') throw new Error('a bug')
      if (doing === 'refuse') return problem(409, 'Not now')
      return { status: 201, body: { run: counted.runs, by: body.by, idempotencyKey } }
    },
  })
  server.add({
    method: 'POST',
    path: '/v1/slow',
    summary: 'Wait.',
    action: 'count',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    handle: async () => {
      counted.runs += 1
      await gate.promise
      return { status: 200, body: { run: counted.runs } }
    },
  })
  server.add({
    method: 'POST',
    path: '/v1/lines',
    summary: 'Take lines.',
    action: 'count',
    credential: 'key',
    answers: 'json',
    idempotent: true,
    bodyKind: 'stream',
    handle: async ({ stream }) => {
      counted.runs += 1
      return { status: 202, body: { bytes: (await text(stream)).length } }
    },
  })
  const post = (
    payload: string,
    key: string | undefined,
    options: { url?: string; organisation?: string } = {},
  ) =>
    server.inject({
      method: 'POST',
      url: options.url ?? '/v1/counts',
      headers: {
        ...bearerOf(options.organisation ?? 'st-elsewhere', 'count'),
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      payload,
    })
  return { server, store, counted, gate, post, clock }
}

describe('idempotency keys', () => {
  it('runs once and replays the same status and bytes', async () => {
    const { post, counted } = createCounter()
    const first = await post('{"by":1}', 'k1')
    const second = await post('{"by":1}', 'k1')
    expect(first.json()).toEqual({ run: 1, by: 1, idempotencyKey: 'k1' })
    expect([second.statusCode, second.body, second.headers['content-type']]).toEqual([
      201,
      first.body,
      first.headers['content-type'],
    ])
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([
      undefined,
      'true',
    ])
    expect(counted.runs).toBe(1)
  })

  it.each([
    ['no key', undefined, 'The Idempotency-Key is missing'],
    ['a key with a space', 'a b', 'The Idempotency-Key is not usable'],
    ['a key of 256 letters', 'k'.repeat(256), 'The Idempotency-Key is not usable'],
  ])('refuses %s', async (_name, key, title) => {
    const { post, counted } = createCounter()
    expect((await post('{"by":1}', key)).json()).toMatchObject({ status: 400, title })
    expect(counted.runs).toBe(0)
  })

  it('refuses another body, another query and another address under a used key', async () => {
    const { post, counted } = createCounter()
    await post('{"by":1}', 'k1')
    expect((await post('{"by":2}', 'k1')).statusCode).toBe(422)
    expect((await post('{"by":1}', 'k1', { url: '/v1/counts?x=1' })).statusCode).toBe(422)
    expect((await post('{"by":1}', 'k1', { url: '/v1/slow' })).statusCode).toBe(422)
    expect(counted.runs).toBe(1)
  })

  it('keeps the keys of two organisations apart', async () => {
    const { post } = createCounter()
    await post('{"by":1}', 'k1')
    expect((await post('{"by":2}', 'k1', { organisation: 'general' })).json()).toMatchObject({
      run: 2,
      by: 2,
    })
  })

  it('says 409 while the first request runs, and lets a crashed one be taken over later', async () => {
    const { post, gate, counted, clock, store } = createCounter()
    const first = post('{}', 'k1', { url: '/v1/slow' }).catch(() => undefined)
    await expect.poll(() => store.rows.size).toBe(1)
    expect((await post('{}', 'k1', { url: '/v1/slow' })).statusCode).toBe(409)
    clock.now = '2025-06-20T14:05:00.000Z'
    const third = post('{}', 'k1', { url: '/v1/slow' })
    await expect.poll(() => counted.runs).toBe(2)
    gate.resolve()
    expect((await third).statusCode).toBe(200)
    await first
    expect([...store.rows.values()]).toMatchObject([{ at: clock.now, answer: { status: 200 } }])
  })

  it('keeps a refusal but gives the key back after a fault', async () => {
    const refusing = createCounter(() => 'refuse')
    await refusing.post('{"by":1}', 'k1')
    expect((await refusing.post('{"by":1}', 'k1')).headers['idempotent-replayed']).toBe('true')
    const failing = createCounter((run) => (run === 1 ? 'fault' : run === 2 ? 'gone' : 'count'))
    expect((await failing.post('{"by":1}', 'k1')).statusCode).toBe(503)
    expect((await failing.post('{"by":1}', 'k1')).statusCode).toBe(500)
    expect((await failing.post('{"by":1}', 'k1')).json()).toMatchObject({ run: 3 })
  })

  it('spends no key on a body that is refused', async () => {
    const { post, store } = createCounter()
    expect((await post('{"by":"many"}', 'k1')).statusCode).toBe(400)
    expect(store.rows.size).toBe(0)
  })

  it('compares a streamed body on replay', async () => {
    const { post, counted } = createCounter()
    const lines = { url: '/v1/lines' }
    const first = await post('one\ntwo\n', 'k1', lines)
    expect((await post('one\ntwo\n', 'k1', lines)).body).toBe(first.body)
    expect((await post('one\nTWO\n', 'k1', lines)).statusCode).toBe(422)
    expect(counted.runs).toBe(1)
  })
})
