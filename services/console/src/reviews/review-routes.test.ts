import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { serveSample } from '../testing/serve-sample.ts'

const reviewId = 'r'.repeat(26)
const text = 'Lots A1, <b>B2</b> and similar ones.'
const review: ReviewView = {
  reviewId,
  organisationId: 'o'.repeat(26),
  title: 'Letter of 2 June',
  name: 'Pump',
  manufacturer: 'Example Devices',
  dis: [],
  refs: ['EX-1'],
  source: 'Handed in',
  text,
  textHash: 'a'.repeat(64),
  openedAt: start,
  openedBy: 'p'.repeat(26),
  state: { status: 'open' },
  version: 3,
  values: [{ start: 5, end: 7, of: 'units', words: 'lot A1', product: 1 }],
  remainders: [{ start: 23, end: 35, weight: 'may-matter' }],
  proposed: [
    {
      productId: 'P1',
      name: 'Pump',
      manufacturer: 'Example Devices',
      refs: ['EX-1'],
      dis: [],
      units: { lots: ['A1'] },
      verbatim: text,
    },
  ],
  problems: [{ detail: '"similar ones" was not understood' }],
  isWhole: false,
}

let backEnd: BackEnd
let site: OpenConsole
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  const { text: _text, state: _state, dis: _dis, refs: _refs, ...rest } = review
  const {
    version: _v,
    values: _values,
    remainders: _r,
    proposed: _p,
    problems: _problems,
    isWhole: _w,
    ...listed
  } = rest
  const summary = { ...listed, status: 'open', characters: text.length }
  site.api.on('GET /v1/reviews', { body: { items: [summary], open: 1 } })
  site.api.on(`GET /v1/reviews/${reviewId}`, { body: review })
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

describe('reviews', () => {
  test('are listed for the firm alone', async () => {
    expect((await site.get('/reviews', await site.signIn('editor'))).body).toContain('Letter of 2 June')
    expect((await site.get('/reviews', await site.signIn('manager'))).statusCode).toBe(403)
  })

  test('show what was read and what was not, in words, and escape the text', async () => {
    const { body } = await site.get(`/reviews/${reviewId}`, await site.signIn('editor'))
    expect(body).toContain('<mark>A1 <small>[units]</small></mark>')
    expect(body).toContain('[not understood]')
    expect(body).toContain('&lt;b&gt;B2')
    expect(body).not.toContain('<b>B2')
    expect(body).toContain('was not understood')
  })

  test('of a long text show what was not understood behind the part that is shown', async () => {
    const long = `${'A1 '.repeat(7_000)}and similar ones.`
    const remainders = [{ start: 21_004, end: 21_016, weight: 'may-matter' as const }]
    site.api.on(`GET /v1/reviews/${reviewId}`, { body: { ...review, text: long, values: [], remainders } })
    const { body } = await site.get(`/reviews/${reviewId}`, await site.signIn('editor'))
    expect(body).toContain('<strong>similar ones</strong>')
    expect(body).toContain('characters more')
  })

  test('of a long text are taken whole', async () => {
    site.api.on(`POST /v1/reviews/${reviewId}/confirm`, {
      body: { reviewId, status: 'confirmed', version: 4 },
    })
    const products = JSON.stringify([{ productId: 'P1', verbatim: 'A'.repeat(1_500_000) }])
    const cookie = await site.signIn('editor')
    const answer = await site.submit(`/reviews/${reviewId}/confirm`, cookie, { version: '3', products })
    expect(answer.statusCode).toBe(303)
  })

  test('are confirmed on the version that was looked at, with the products as they were written', async () => {
    site.api.on(`POST /v1/reviews/${reviewId}/confirm`, {
      body: { reviewId, status: 'confirmed', version: 4 },
    })
    const cookie = await site.signIn('editor')
    const products = [{ productId: 'P1' }]
    const sent = { version: '3', products: JSON.stringify(products), note: ' mine ' }
    const answer = await site.submit(`/reviews/${reviewId}/confirm`, cookie, sent)
    expect(answer.headers.location).toBe(`/reviews/${reviewId}?notice=review-settled`)
    expect(JSON.parse(site.api.last('POST').body)).toEqual({ products, expectedVersion: 3, note: 'mine' })
  })

  test('come back with what was written and what is wrong with it', async () => {
    const cookie = await site.signIn('editor')
    const broken = await site.submit(`/reviews/${reviewId}/confirm`, cookie, { version: '3', products: '[{' })
    expect(broken.statusCode).toBe(422)
    expect(broken.body).toContain('is not JSON')
    site.api.on(`POST /v1/reviews/${reviewId}/dismiss`, {
      status: 400,
      body: { title: 'no', status: 400, errors: [{ pointer: '/reason', detail: 'must not be empty' }] },
    })
    const empty = await site.submit(`/reviews/${reviewId}/dismiss`, cookie, { version: '3', reason: '' })
    expect(empty.statusCode).toBe(422)
    expect(empty.body).toContain('must not be empty')
  })
})
