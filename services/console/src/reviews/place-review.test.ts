import type { ReviewView } from '@recallwire/domain/views/review-view.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'

const reviewId = 'r'.repeat(26)
const text = 'Lots A1 and B2, serials 100 to 120'
const product = {
  productId: 'P1',
  name: 'Pump',
  manufacturer: 'Example Devices',
  refs: ['EX-1'],
  dis: [],
  units: { anyOf: [{ lots: ['A1', 'B2'] }, { serialRange: { from: '100', to: '120' } }] },
  verbatim: text,
}
const confirmed: ReviewView = {
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
  state: {
    status: 'confirmed',
    products: [product],
    changes: { added: [], removed: [], restructured: [] },
    by: 'p'.repeat(26),
    at: start,
  },
  version: 4,
  values: [],
  remainders: [],
  proposed: [],
  problems: [],
  isWhole: true,
}

let backEnd: BackEnd
let site: OpenConsole
let cookie: string
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
  site.api.on(`GET /v1/reviews/${reviewId}`, { body: confirmed })
  cookie = await site.signIn('editor')
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

const drafted = { recallId, status: 'published', revision: 1, waiting: 'draft' }

describe('the products of a confirmed text', () => {
  test('are put into a recall that the person names, and a second person looks at its reach', async () => {
    const page = await site.get(`/reviews/${reviewId}`, cookie)
    expect(page.body).toContain('Put them into this recall')
    expect(page.body).toContain(`value="${recallId}"`)
    site.api.on(`POST /v1/notices/from-review/${reviewId}`, { status: 201, body: drafted })
    const sent = { recallId, replaces: 'P1' }
    const answer = await site.submit(`/reviews/${reviewId}/draft`, cookie, sent)
    expect(answer.headers.location).toBe(`/recalls/${recallId}/reach?notice=draft-saved`)
    expect(JSON.parse(site.api.last('POST').body)).toEqual(sent)
  })

  test('that were read from a notice go back into that notice', async () => {
    const review = { ...confirmed, recallId, productId: 'P1' }
    site.api.on(`GET /v1/reviews/${reviewId}`, { body: review })
    const page = await site.get(`/reviews/${reviewId}`, cookie)
    expect(page.body).toMatch(/Draft a revision of/)
    expect(page.body).not.toContain('Put them into this recall')
    site.api.on(`POST /v1/notices/from-review/${reviewId}`, {
      status: 409,
      body: {
        title: 'The confirmed products have no place there',
        status: 409,
        detail: 'The words are gone.',
      },
    })
    const answer = await site.submit(`/reviews/${reviewId}/draft`, cookie, {})
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('The words are gone.')
    expect(JSON.parse(site.api.last('POST').body)).toEqual({})
  })

  test('begin a new notice whose form holds them, with the units that the form has no fields for', async () => {
    const form = await site.get(`/notices/new?review=${reviewId}`, cookie)
    expect(form.body).toContain('EX-1')
    expect(form.body).toContain(text)
    expect(form.body).toContain('the rule is richer than this form')
    site.api.on('POST /v1/notices', { status: 201, body: drafted })
    const sent = {
      review: reviewId,
      reference: 'FA-9',
      products: '1',
      'product-0-id': 'P1',
      'product-0-name': 'Pump',
      'product-0-units': 'keep',
      'product-0-verbatim': text,
    }
    expect((await site.submit('/notices/new', cookie, sent)).statusCode).toBe(303)
    expect(JSON.parse(site.api.last('POST').body)).toMatchObject({
      reference: 'FA-9',
      content: { products: [{ productId: 'P1', units: product.units }] },
    })
  })

  test('are not drafted before a person has confirmed them', async () => {
    site.api.on(`GET /v1/reviews/${reviewId}`, { body: { ...confirmed, state: { status: 'open' } } })
    const form = await site.get(`/notices/new?review=${reviewId}`, cookie)
    expect(form.statusCode).toBe(409)
    expect(form.body).toContain('A person confirms which products')
    expect((await site.get(`/reviews/${reviewId}`, cookie)).body).not.toContain('Put them into')
  })
})
