import type { Actor, Role } from '@recallwire/domain/access/actor.ts'
import { reachOf, roleTable } from '@recallwire/domain/access/role-table.ts'
import type { ReviewAnswer, ReviewPage, ReviewView } from '@recallwire/domain/views/review-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { createHttpServer, type HttpServer } from '@recallwire/runtime/http-server.ts'
import { createLogger } from '@recallwire/runtime/logger.ts'
import { createMetrics } from '@recallwire/runtime/metrics.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { firmId } from '../fixtures/events.ts'
import { now, ofType, published } from '../matcher.test-support.ts'
import { reviewActRoutes } from './review-acts.ts'
import { reviewRoutes } from './reviews.ts'

let backEnd: BackEnd
let http: HttpServer<Actor>
let nth = 0

const isAction = (action: string): action is keyof typeof roleTable => action in roleTable

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => now })
  http = createHttpServer<Actor>({
    logger: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    publicUrl: 'https://recalls.example.org',
    trustProxy: false,
    idempotency: backEnd.idempotency,
    organisationKeyOf: ({ organisationId }) => organisationId,
    now: () => now,
    authorise: (actor, action) => isAction(action) && reachOf(actor, action) !== undefined,
  })
  http.authenticator('key', async ({ headers }) => {
    const [role, organisationId] = String(headers.authorization).split(' ')
    return {
      kind: 'known',
      actor: { organisationId: organisationId ?? '', role: role as Role, by: 'person' },
    }
  })
  const deps = { backEnd, clock: { now: () => now } }
  for (const route of [...reviewRoutes(deps), ...reviewActRoutes(deps)]) http.add(route)
})
afterEach(async () => {
  await http.close()
  await backEnd.close()
})

type Given = { readonly firm?: string; readonly body?: object; readonly headers?: Record<string, string> }

async function ask<Body>(request: string, { firm = firmId, body, headers = {} }: Given = {}) {
  const [method, url] = request.split(' ')
  nth += 1
  const answer = await http.inject({
    method: method === 'POST' ? 'POST' : 'GET',
    url: url ?? '',
    headers: {
      authorization: `manufacturer-editor ${firm}`,
      ...(method === 'POST' ? { 'idempotency-key': `key-${nth}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() as Body, headers: answer.headers }
}

const whole = 'REF NW-100 Lot A1, A2'
const unread = 'REF NW-100 Lot A1, A2 in Ohio'
const handIn = (text: string, more: object = {}) => ({
  title: 'Letter of June',
  name: 'Bedside pump',
  manufacturer: 'Northwind',
  text,
  ...more,
})
const open = async (text: string, given: Given = {}) =>
  (await ask<ReviewAnswer>('POST /v1/reviews', { ...given, body: handIn(text) })).body.reviewId
const product = {
  productId: 'P1',
  name: 'Bedside pump',
  manufacturer: 'Northwind',
  refs: ['NW-100'],
  units: { lots: ['A1', 'A2'] },
  verbatim: unread,
}

describe('a text that was handed in', () => {
  test('is shown beside what was read, what was not, and the products it would make', async () => {
    const { status, body, headers } = await ask<ReviewView>(`GET /v1/reviews/${await open(unread)}`)
    expect([status, headers.etag]).toEqual([200, '"1"'])
    const placed = body.values.map(({ of, words, start, end }) => [of, words, unread.slice(start, end)])
    expect(placed).toEqual([
      ['product code', 'NW-100', 'NW-100'],
      ['units', 'lot A1', 'A1'],
    ])
    const unclear = body.remainders.filter(({ weight }) => weight === 'may-matter')
    expect(unclear.map(({ start, end }) => unread.slice(start, end)).join(' ')).toBe('A2 in Ohio')
    expect(body).toMatchObject({
      version: 1,
      isWhole: false,
      proposed: [{ productId: 'P1', refs: ['NW-100'], units: { lots: ['A1'] } }],
      problems: [{ detail: expect.stringContaining('not understood') }],
      state: { status: 'open' },
      source: 'Handed in',
    })
  })

  test('is made once by one key, and listed for its firm alone', async () => {
    const headers = { 'idempotency-key': 'same' }
    expect(await open(whole, { headers })).toBe(await open(whole, { headers }))
    const second = await open(unread)
    const page = await ask<ReviewPage>('GET /v1/reviews?status=open')
    expect(page.body).toMatchObject({ open: 2 })
    expect(page.body.items.map(({ reviewId }) => reviewId)).toContain(second)
    expect((await ask<ReviewPage>('GET /v1/reviews', { firm: 'z'.repeat(26) })).body).toEqual({
      items: [],
      open: 0,
    })
  })

  test('is as absent for another firm as one that is not there', async () => {
    const reviewId = await open(whole)
    const firm = 'z'.repeat(26)
    for (const [request, body] of [
      ['GET', undefined],
      ['POST /confirm', { asRead: true }],
      ['POST /dismiss', { reason: 'No.' }],
    ] as const) {
      const [method, act = ''] = request.split(' ')
      const given = { firm, ...(body === undefined ? {} : { body }) }
      const theirs = await ask<object>(`${method} /v1/reviews/${reviewId}${act}`, given)
      const absent = await ask<object>(`${method} /v1/reviews/${'y'.repeat(26)}${act}`, given)
      expect([theirs.status, absent.status]).toEqual([404, 404])
      expect({ ...theirs.body, instance: '' }).toEqual({ ...absent.body, instance: '' })
    }
  })

  test('names every field that is wrong', async () => {
    const body = { ...handIn(''), dis: ['09506000134353'], more: 1 }
    const { status, body: answer } = await ask<object>('POST /v1/reviews', { body })
    expect(status).toBe(400)
    expect(answer).toMatchObject({
      errors: expect.arrayContaining(
        ['/text', '/dis/0', '/more'].map((pointer) => expect.objectContaining({ pointer })),
      ),
    })
  })
})

describe('confirming', () => {
  test('keeps the products, and tells the log what the person changed', async () => {
    const reviewId = await open(unread)
    const confirm = { body: { products: [product], note: 'A2 is listed.' }, headers: { 'if-match': '"1"' } }
    const { status, body } = await ask<ReviewAnswer>(`POST /v1/reviews/${reviewId}/confirm`, confirm)
    expect([status, body]).toEqual([200, { reviewId, status: 'confirmed', version: 2 }])
    const shown = await ask<ReviewView>(`GET /v1/reviews/${reviewId}`)
    expect(shown.body.state).toMatchObject({ status: 'confirmed', by: 'person', note: 'A2 is listed.' })
    const [event] = ofType(await published(backEnd), 'recallwire.review-confirmed.v1')
    expect(event?.data.changes).toEqual({
      added: [{ productId: 'P1', of: 'lot', value: 'A2' }],
      removed: [],
      restructured: [],
    })
  })

  test('as read is refused while words are left, and done where none are', async () => {
    const body = { asRead: true }
    const left = await ask<object>(`POST /v1/reviews/${await open(unread)}/confirm`, { body })
    expect(left.status).toBe(422)
    expect(left.body).toMatchObject({ errors: [{ pointer: '/asRead' }] })
    const none = await ask<ReviewAnswer>(`POST /v1/reviews/${await open(whole)}/confirm`, { body })
    expect(none.body).toMatchObject({ status: 'confirmed' })
  })

  test('names the field of a product that is wrong', async () => {
    const products = [{ ...product, units: { anyOf: [{ prose: 'lots A1' }, { lots: ['A1'] }] } }]
    const path = `POST /v1/reviews/${await open(unread)}/confirm`
    const prose = await ask<object>(path, { body: { products } })
    expect(prose.status).toBe(400)
    expect(prose.body).toMatchObject({ errors: [{ pointer: '/products/0/units/anyOf/0/prose' }] })
    const nothing = await ask<object>(path, { body: {} })
    expect(nothing.body).toMatchObject({ errors: [{ pointer: '/products' }] })
    const both = await ask<object>(path, { body: { products: [product], asRead: true } })
    expect(both.status).toBe(400)
  })

  test('is refused on another version than the one that was read, and once it is settled', async () => {
    const reviewId = await open(whole)
    const body = { asRead: true, expectedVersion: 3 }
    const stale = await ask<object>(`POST /v1/reviews/${reviewId}/confirm`, { body })
    expect(stale.status).toBe(409)
    const odd = { body, headers: { 'if-match': '"1"' } }
    expect((await ask(`POST /v1/reviews/${reviewId}/confirm`, odd)).status).toBe(400)
    const dismiss = { body: { reason: 'Not about us.' } }
    expect((await ask(`POST /v1/reviews/${reviewId}/dismiss`, dismiss)).status).toBe(200)
    const late = await ask<object>(`POST /v1/reviews/${reviewId}/confirm`, { body: { asRead: true } })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ title: 'The review is settled' })
  })
})
