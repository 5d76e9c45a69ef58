import { describe, expect, test } from 'vitest'
import { serviceActor } from '../access/actor.ts'
import { parseScopeText } from '../scope-text/parse-scope-text.ts'
import { proposeProducts } from './propose-products.ts'
import { act, at, editor, openReview, originOf } from './review.test-support.ts'
import { confirmedProductsSchema, type Review, reviewSchema, summaryOf } from './review.ts'

const whole = 'REF NW-100 Lot A1, A2'
const unread = 'REF NW-100 Lot A1, A2 in Ohio'
const productsOf = (review: Review) =>
  confirmedProductsSchema.parse(proposeProducts(parseScopeText(review.text), review).products)
const superseded = {
  kind: 'DismissReview',
  because: 'superseded',
  reason: 'Revision 2 lists the units.',
} as const
const dismissed = { kind: 'DismissReview', because: 'person', reason: 'Not about us.' } as const

describe('a review', () => {
  test('is opened once, whatever became of it', () => {
    const review = openReview(whole)
    expect(reviewSchema.parse(review)).toEqual(review)
    const again = { kind: 'OpenReview', origin: originOf(whole, { title: 'Again' }) } as const
    expect(act(review, again)).toEqual(review)
    const ended = act(review, dismissed)
    expect(act(ended as Review, again)).toEqual(ended)
  })

  test('waits again when words that had left the notice come back', () => {
    const gone = act(openReview(whole), superseded)
    expect(gone).toMatchObject({ state: { status: 'dismissed', because: 'superseded' } })
    const back = act(gone as Review, { kind: 'OpenReview', origin: originOf(whole) })
    expect(back).toMatchObject({ state: { status: 'open' } })
  })

  test('keeps who confirmed it, and that nothing was changed', () => {
    const confirmed = act(openReview(whole), {
      kind: 'ConfirmReview',
      products: 'as-read',
      note: 'Read twice.',
    })
    expect(confirmed).toMatchObject({
      state: {
        status: 'confirmed',
        by: editor.by,
        at,
        note: 'Read twice.',
        products: [{ productId: 'P1', refs: ['NW-100'], units: { lots: ['A1', 'A2'] } }],
        changes: { added: [], removed: [], restructured: [] },
      },
    })
    expect(reviewSchema.parse(confirmed)).toEqual(confirmed)
  })

  test('keeps what the person changed of what had been read', () => {
    const review = openReview(unread)
    const [product] = productsOf(review)
    if (product === undefined) throw new Error('nothing was proposed')
    const products = [{ ...product, refs: ['NW-101'], units: { lots: ['A1', 'A2'] } }]
    expect(act(review, { kind: 'ConfirmReview', products })).toMatchObject({
      state: {
        changes: {
          added: [
            { productId: 'P1', of: 'product code', value: 'NW-101' },
            { productId: 'P1', of: 'lot', value: 'A2' },
          ],
          removed: [{ productId: 'P1', of: 'product code', value: 'NW-100' }],
          restructured: [],
        },
      },
    })
  })

  test('is not confirmed as read while words are left', () => {
    expect(act(openReview(unread), { kind: 'ConfirmReview', products: 'as-read' })).toBe('left-unread')
  })

  test('is confirmed by people alone', () => {
    const service = serviceActor('matcher', 'i'.repeat(26))
    expect(act(openReview(whole), { kind: 'ConfirmReview', products: 'as-read' }, service)).toBe(
      'not-a-person',
    )
  })

  test('is settled once', () => {
    const review = openReview(whole)
    for (const first of [dismissed, { kind: 'ConfirmReview', products: 'as-read' } as const]) {
      const settled = act(review, first) as Review
      expect(act(settled, { kind: 'ConfirmReview', products: 'as-read' })).toBe('settled')
      expect(act(settled, dismissed)).toBe('settled')
    }
    expect(act(undefined, dismissed)).toBe('absent')
  })

  test('is listed without its text', () => {
    const summary = summaryOf(openReview(whole))
    expect(summary).toMatchObject({ status: 'open', characters: whole.length, title: 'Letter of June' })
    expect(summary).not.toHaveProperty('text')
  })
})

describe('confirmed products', () => {
  const [product] = productsOf(openReview(whole))

  test('name the place of words that were left in', () => {
    const units = { allOf: [{ all: true }, { not: { prose: 'lot A1' } }] }
    const read = confirmedProductsSchema.safeParse([{ ...product, units }])
    expect(read.error?.issues.map(({ path }) => path)).toEqual([[0, 'units', 'allOf', 1, 'not', 'prose']])
  })

  test('have a productId each', () => {
    const read = confirmedProductsSchema.safeParse([product, product])
    expect(read.error?.issues).toMatchObject([{ path: [1, 'productId'], message: 'P1 is there already' }])
  })
})
