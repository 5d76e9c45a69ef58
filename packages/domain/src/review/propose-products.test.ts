import { describe, expect, test } from 'vitest'
import { parseScopeText } from '../scope-text/parse-scope-text.ts'
import { compareProducts } from './compare-products.ts'
import { type KnownProduct, proposeProducts } from './propose-products.ts'

const known: KnownProduct = { name: 'Bedside pump', manufacturer: 'Northwind', dis: [], refs: [] }
const di = '09506000134352'
const propose = (text: string, more: Partial<KnownProduct> = {}) =>
  proposeProducts(parseScopeText(text), { ...known, ...more })

describe('what a text proposes', () => {
  test.each([di, di.slice(1)])('takes the UDI-DI %s as 14 digits', (printed) => {
    const { products, isWhole } = propose(`UDI-DI ${printed} Lot A1`)
    expect(products).toMatchObject([{ dis: [di], units: { lots: ['A1'] } }])
    expect(isWhole).toBe(true)
  })

  test('is one product for each that the text names, told apart by its code', () => {
    const text = 'REF 12-345 LOT A1\nREF 12-346 LOT A2'
    expect(propose(text).products).toMatchObject([
      {
        productId: 'P1',
        name: 'Bedside pump 12-345',
        units: { lots: ['A1'] },
        verbatim: 'REF 12-345 LOT A1',
      },
      {
        productId: 'P2',
        name: 'Bedside pump 12-346',
        units: { lots: ['A2'] },
        verbatim: 'REF 12-346 LOT A2',
      },
    ])
  })

  test('takes the identifiers of the notice where the text names none', () => {
    const { products, isWhole } = propose('Lot A1', { productId: 'V6', dis: [di], refs: ['NW-1'] })
    expect(products).toMatchObject([{ productId: 'V6', dis: [di], refs: ['NW-1'], verbatim: 'Lot A1' }])
    expect(isWhole).toBe(true)
  })

  test('asks where an identifier of the notice belongs when the text splits the product', () => {
    const { problems, products } = propose('REF 12-345 LOT A1; REF 12-346 LOT A2', {
      productId: 'V6',
      dis: [di],
    })
    expect(products.map(({ productId }) => productId)).toEqual(['V6-1', 'V6-2'])
    expect(problems).toEqual([{ detail: expect.stringContaining(`none of them bears ${di}`) }])
  })

  test.each([
    ['Not applicable', undefined, 'nothing was read'],
    ['REF NW-1 Lot A1, A2 in Ohio', undefined, 'not understood'],
    ['Lot A1', 1, 'name at least one UDI-DI or product code'],
    ['REF 12-345 LOT A1; REF 12-346', 2, 'says nothing of its units'],
    ['REF NW-1 Lot A1; software version 2.0', 1, 'fewer or more units'],
  ])('is not whole: %s', (text, product, detail) => {
    const { isWhole, problems } = propose(text)
    expect(isWhole).toBe(false)
    expect(problems).toContainEqual({
      ...(product === undefined ? {} : { product }),
      detail: expect.stringContaining(detail),
    })
  })

  test('keeps what was read of a product that lacks an identifier', () => {
    const { candidates, products } = propose('Lot A1')
    expect(products).toEqual([])
    expect(candidates).toMatchObject([{ dis: [], refs: [], units: { lots: ['A1'] } }])
  })

  test('is made of a text of full length in a moment', () => {
    const lots = Array.from({ length: 40_000 }, (_, index) => `A${100_000 + index}`)
    const text = `REF NW-1 Lots ${lots.join(', ')}`.slice(0, 350_000)
    expect(propose(text).products[0]?.units).toHaveProperty('lots.30000', 'A130000')
  })
})

describe('what a person changed', () => {
  const read = propose('REF NW-1 Lots A1, A2, serial numbers 100 to 200').candidates

  test('is nothing when the lists were only put in another order', () => {
    const [first] = read
    if (first === undefined) throw new Error('nothing was read')
    expect(first.units).toEqual({
      anyOf: [{ lots: ['A1', 'A2'] }, { serialRange: { from: '100', to: '200' } }],
    })
    const units = { anyOf: [{ lots: ['A2', 'A1'] }, { serialRange: { from: '100', to: '200' } }] }
    expect(compareProducts(read, [{ ...first, units }])).toEqual({
      added: [],
      removed: [],
      restructured: [],
    })
  })

  test('names what was taken out of the scope, and that parts are joined otherwise', () => {
    const [first] = read
    if (first === undefined) throw new Error('nothing was read')
    const units = { allOf: [{ serialRange: { from: '100', to: '200' } }, { not: { lots: ['A1', 'A2'] } }] }
    const named = (of: string) => ['A1', 'A2'].map((value) => ({ productId: 'P1', of, value }))
    expect(compareProducts(read, [{ ...first, units }])).toEqual({
      added: named('excepted lot'),
      removed: named('lot'),
      restructured: ['P1'],
    })
  })
})
