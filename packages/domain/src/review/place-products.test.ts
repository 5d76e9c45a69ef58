import { describe, expect, test } from 'vitest'
import { checkSchema } from '../notice/notice-content.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { confirmedOf, type Placed, placeProducts } from './place-products.ts'
import { act, openReview } from './review.test-support.ts'
import { confirmedProductsSchema, type Review } from './review.ts'

const text = 'Lots A1 and A2'
const product = (change: object = {}) =>
  scopeProductSchema.parse({
    productId: 'P1',
    name: 'Bedside pump',
    manufacturer: 'Northwind Devices Inc.',
    refs: ['NW-100'],
    units: { lots: ['A1', 'A2'] },
    verbatim: text,
    ...change,
  })
const check = (change: object = {}) =>
  checkSchema.parse({
    checkId: 'software-p1',
    productId: 'P1',
    kind: 'software-version',
    question: 'Which version?',
    passes: { startsWith: '6' },
    whenPassed: 'Use it.',
    whenFailed: 'Send it in.',
    ...change,
  })

function confirmed(products: readonly object[], origin: object = {}) {
  const command = { kind: 'ConfirmReview', products: confirmedProductsSchema.parse(products) } as const
  const review = confirmedOf(act(openReview(text, origin), command) as Review)
  if (review === undefined) throw new Error('it was not confirmed')
  return review
}
const ofNotice = { recallId: 'r'.repeat(26), productId: 'P1' }
const notice = (change: Partial<Placed> = {}): Placed => ({
  products: [product({ units: { prose: text } }), product({ productId: 'P2', refs: ['NW-200'] })],
  checks: [],
  sources: [{ title: 'Letter', publisher: 'Northwind', rank: 1, text: 'The letter' }],
  ...change,
})
const placed = (placing: ReturnType<typeof placeProducts>) => {
  if (placing.kind === 'refused') throw new Error(placing.message)
  return placing.content
}

describe('products that a person confirmed', () => {
  test('take the place of the words of the notice that they were read from', () => {
    const { products, sources } = placed(placeProducts(notice(), confirmed([product()], ofNotice)))
    expect(products.map(({ productId, units }) => [productId, units])).toEqual([
      ['P1', { lots: ['A1', 'A2'] }],
      ['P2', { lots: ['A1', 'A2'] }],
    ])
    expect(sources).toHaveLength(1)
  })

  test('take the place of words that are a part of the units', () => {
    const units = { anyOf: [{ serials: ['7'] }, { prose: text }] }
    const content = notice({ products: [product({ units })] })
    expect(placed(placeProducts(content, confirmed([product()], ofNotice))).products[0]?.units).toEqual({
      anyOf: [{ serials: ['7'] }, { lots: ['A1', 'A2'] }],
    })
    const several = confirmed([product(), product({ productId: 'P1-2', refs: ['NW-101'] })], ofNotice)
    expect(placeProducts(content, several)).toMatchObject({ kind: 'refused', reason: 'in-part' })
  })

  test('are asked what the product before them was asked', () => {
    const several = confirmed(
      [product({ productId: 'P1-1' }), product({ productId: 'P1-2', refs: ['NW-101'] })],
      ofNotice,
    )
    const { products, checks } = placed(placeProducts(notice({ checks: [check()] }), several))
    expect(products.map(({ productId }) => productId)).toEqual(['P1-1', 'P1-2', 'P2'])
    expect(checks.map(({ checkId, productId }) => [checkId, productId])).toEqual([
      ['software-p1', 'P1-1'],
      ['software-p1-2', 'P1-2'],
    ])
  })

  test('are refused where the notice no longer has their words or their product', () => {
    const review = confirmed([product()], ofNotice)
    const changed = notice({ products: [product({ units: { prose: 'Lots A1 to A9' } })] })
    expect(placeProducts(changed, review)).toMatchObject({ kind: 'refused', reason: 'gone' })
    const other = notice({ products: [product({ productId: 'P7' })] })
    expect(placeProducts(other, review)).toMatchObject({ kind: 'refused', reason: 'gone' })
    expect(placeProducts(notice(), confirmed([product()]), 'P9')).toMatchObject({ reason: 'gone' })
  })

  test('of a text on its own join those of the notice under a free name, with the text below its sources', () => {
    const review = confirmed([product({ refs: ['NW-300'] })])
    const once = placed(placeProducts(notice(), review))
    expect(once.products.map(({ productId, refs }) => [productId, refs])).toEqual([
      ['P1', ['NW-100']],
      ['P2', ['NW-200']],
      ['P3', ['NW-300']],
    ])
    expect(once.sources).toMatchObject([{ rank: 1 }, { rank: 2, title: 'Letter of June', text }])
    expect(placeProducts(once, review)).toMatchObject({ kind: 'refused', reason: 'there' })
  })

  test('of a text on its own take the place of a product that is named, and its name', () => {
    const review = confirmed([product({ refs: ['NW-300'] })])
    const { products, checks } = placed(
      placeProducts(notice({ checks: [check({ productId: 'P2' })] }), review, 'P2'),
    )
    expect(products.map(({ productId, refs }) => [productId, refs])).toEqual([
      ['P1', ['NW-100']],
      ['P2', ['NW-300']],
    ])
    expect(checks).toMatchObject([{ productId: 'P2' }])
  })

  test('make the beginning of a notice that is not there', () => {
    const { products, sources } = placed(
      placeProducts({ products: [], checks: [], sources: [] }, confirmed([product()])),
    )
    expect(products).toEqual([product()])
    expect(sources).toEqual([{ title: 'Letter of June', publisher: 'Northwind Devices Inc.', rank: 1, text }])
  })

  test('come from a confirmed review alone', () => {
    expect(confirmedOf(openReview(text))).toBeUndefined()
  })
})
