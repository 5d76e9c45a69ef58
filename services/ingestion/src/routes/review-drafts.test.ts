import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { noticeReviewIdOf, textReviewIdOf } from '@recallwire/domain/ids.ts'
import {
  type ConfirmedProducts,
  confirmedProductsSchema,
  type Review,
} from '@recallwire/domain/review/review.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { content, product, pumpPrefix } from '../fixtures.test-support.ts'
import { type Client, openTestHouse, type TestHouse, textAt } from '../ingestion.test-support.ts'

const text = 'Serial numbers 2001 and 2002'
let backEnd: BackEnd
let house: TestHouse
let approver: Client
let editor: Client
let organisationId: string

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => '2025-06-20T14:00:00.000Z' })
  house = await openTestHouse(backEnd)
  const firm = await house.tenant('manufacturer', 'manufacturer-approver', {
    name: 'Northwind Devices',
    labellerPrefixes: [pumpPrefix],
  })
  approver = firm.client
  organisationId = firm.organisationId
  editor = (await house.colleague(approver, 'manufacturer-editor')).client
})
afterEach(() => backEnd.close())

const confirmedProduct = (change: object = {}) =>
  product({ units: { serials: ['2001', '2002'] }, verbatim: text, ...change })

/** A review in the store as the matcher leaves it there, confirmed or not. */
async function storeReview(change: Partial<Review> & { products?: readonly object[] } = {}): Promise<string> {
  const { products = [confirmedProduct()], ...more } = change
  const { recallId, productId } = more
  const textHash = sha256Hex(text)
  const reviewId =
    recallId === undefined || productId === undefined
      ? textReviewIdOf(organisationId, text)
      : noticeReviewIdOf(recallId, productId, textHash)
  const confirmed: ConfirmedProducts = confirmedProductsSchema.parse(products)
  const review: Review = {
    reviewId,
    organisationId,
    title: 'Letter of June',
    name: 'Bedside pump',
    manufacturer: 'Northwind Devices Inc.',
    dis: [],
    refs: ['NW-100'],
    source: 'Handed in',
    text,
    textHash,
    openedAt: '2025-06-20T13:00:00.000Z',
    openedBy: 'editor',
    state: {
      status: 'confirmed',
      products: confirmed,
      changes: { added: [], removed: [], restructured: [] },
      by: 'editor',
      at: '2025-06-20T13:30:00.000Z',
    },
    ...more,
  }
  await backEnd.reviews.save({
    id: reviewId,
    expectedVersion: 0,
    next: review,
    events: [],
    causeId: reviewId,
  })
  return reviewId
}

async function published(change: object = {}): Promise<string> {
  const draft = await editor.post('/v1/notices', { reference: 'FA-1', content: content(change) })
  const recallId = textAt(draft.body, 'recallId')
  const approved = await approver.post(`/v1/notices/${recallId}/approve`)
  if (approved.status !== 200) throw new Error(approved.raw)
  return recallId
}

const draft = (reviewId: string, body: object, client = editor) =>
  client.post(`/v1/notices/from-review/${reviewId}`, body)
const productsOf = (body: unknown): unknown => {
  const read = (value: unknown, name: string) =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return read(read(read(body, 'draft'), 'content'), 'products') ?? read(read(body, 'content'), 'products')
}

describe('the products of a confirmed review', () => {
  test('become a revision in the place of the words they were read from, which a second person approves', async () => {
    const recallId = await published({ products: [product({ units: { prose: text } })] })
    const reviewId = await storeReview({ recallId, productId: 'P1' })
    expect(await draft(reviewId, {})).toMatchObject({ status: 201, body: { recallId, waiting: 'draft' } })
    expect((await editor.post(`/v1/notices/${recallId}/approve`)).status).toBe(403)
    expect((await approver.post(`/v1/notices/${recallId}/approve`)).status).toBe(200)
    const after = await editor.get(`/v1/notices/${recallId}`)
    expect(productsOf(after.body)).toMatchObject([{ productId: 'P1', units: { serials: ['2001', '2002'] } }])
    expect((await draft(reviewId, {})).body).toMatchObject({
      type: expect.stringContaining('products-gone'),
      detail: expect.stringContaining('no longer has the words'),
    })
  })

  test('join a published notice, once', async () => {
    const recallId = await published()
    const reviewId = await storeReview({ products: [confirmedProduct({ refs: ['NW-101'], dis: [] })] })
    expect((await draft(reviewId, { recallId, kind: 'expand' })).status).toBe(201)
    expect((await draft(reviewId, { recallId })).body).toMatchObject({
      type: expect.stringContaining('draft-waits'),
    })
    await approver.post(`/v1/notices/${recallId}/approve`)
    expect((await editor.get(`/v1/recalls/${recallId}`)).body).toMatchObject({
      revision: 2,
      content: { products: [{ productId: 'P1' }, { productId: 'P2', refs: ['NW-101'] }] },
    })
    expect((await draft(reviewId, { recallId })).body).toMatchObject({
      type: expect.stringContaining('products-there'),
    })
  })

  test('join a draft that waits, which is then the work of whoever put them in', async () => {
    const waiting = await editor.post('/v1/notices', { reference: 'FA-1', content: content() })
    const recallId = textAt(waiting.body, 'recallId')
    const reviewId = await storeReview({ products: [confirmedProduct({ refs: ['NW-101'], dis: [] })] })
    expect((await draft(reviewId, { recallId }, approver)).status).toBe(201)
    expect((await approver.post(`/v1/notices/${recallId}/approve`)).status).toBe(403)
    const read = await editor.get(`/v1/notices/${recallId}`)
    expect(productsOf(read.body)).toMatchObject([{ refs: ['NW-100'] }, { refs: ['NW-101'] }])
  })

  test('begin a new notice, and every field that the text cannot say is asked for at once', async () => {
    const reviewId = await storeReview()
    const { products: _there, sources: _too, ...rest } = content()
    const bare = await draft(reviewId, { content: { hazard: rest.hazard } })
    expect(bare).toMatchObject({ status: 400 })
    expect(bare.raw).toContain('/reference')
    expect(bare.raw).toContain('/content/reason')
    expect(bare.raw).not.toContain('/content/products')
    const made = await draft(reviewId, { reference: 'FA-7', content: rest })
    expect(made).toMatchObject({ status: 201, body: { waiting: 'draft' } })
    const read = await editor.get(`/v1/notices/${textAt(made.body, 'recallId')}`)
    expect(read.raw).toContain('"title":"Letter of June","publisher":"Northwind Devices Inc.","rank":1')
    expect((await draft(reviewId, { reference: 'FA-7', content: rest })).body).toMatchObject({
      type: expect.stringContaining('already-exists'),
    })
  })

  test('are held to the same rules as any scope, field by field', async () => {
    const recallId = await published()
    const reviewId = await storeReview({ products: [confirmedProduct({ dis: ['00614141999996'] })] })
    const answer = await draft(reviewId, { recallId, replaces: 'P1' })
    expect(answer).toMatchObject({ status: 422 })
    expect(answer.raw).toContain('/content/products/0/dis/0')
  })
})

describe('a draft from a review', () => {
  test('is refused before a person has confirmed it, and for another firm it is not there', async () => {
    const reviewId = await storeReview({ state: { status: 'open' } })
    expect((await draft(reviewId, { reference: 'FA-1' })).body).toMatchObject({
      type: expect.stringContaining('not-confirmed'),
    })
    const { client: stranger } = await house.tenant('manufacturer', 'manufacturer-approver', {
      name: 'Another',
    })
    expect((await draft(reviewId, {}, stranger)).status).toBe(404)
    expect((await draft('x'.repeat(26), {})).status).toBe(404)
  })

  test('names a recall or makes one, not both', async () => {
    const reviewId = await storeReview()
    const both = await draft(reviewId, { recallId: 'r'.repeat(26), reference: 'FA-1' })
    expect(both).toMatchObject({ status: 400 })
    expect(both.raw).toContain('/reference')
    expect((await draft(reviewId, { recallId: 'r'.repeat(26) })).status).toBe(404)
  })
})
