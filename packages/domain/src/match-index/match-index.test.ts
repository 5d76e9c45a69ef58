import { expect, test } from 'vitest'
import { type ScopeProduct, scopeProductSchema } from '../scope/scope.ts'
import { createMatchIndex } from './match-index.ts'

const di = '09506000134352'
const product = (productId: string, units: ScopeProduct['units']): ScopeProduct =>
  scopeProductSchema.parse({
    productId,
    name: 'Bedside pump',
    manufacturer: 'Northwind Devices Inc.',
    refs: ['NW-100'],
    dis: [di],
    units,
    verbatim: 'As listed',
  })

test('gives per recall the worst value and its product', () => {
  const index = createMatchIndex()
  index.put({
    recallId: 'one',
    products: [product('P1', { lots: ['L1'] }), product('P2', { serials: ['1'] })],
  })
  expect(index.find({ di, serial: '1' })).toEqual([{ recallId: 'one', productId: 'P2', value: 'affected' }])
  expect(index.find({ di, lot: 'L1' })).toEqual([{ recallId: 'one', productId: 'P1', value: 'affected' }])
  expect(index.find({ di })).toEqual([{ recallId: 'one', productId: 'P1', value: 'possible' }])
  expect(index.find({ di, lot: 'L2', serial: '2' })).toEqual([])
})

test('replaces and removes a recall without touching the others', () => {
  const index = createMatchIndex()
  index.put({ recallId: 'one', products: [product('P1', { all: true })] })
  index.put({ recallId: 'two', products: [product('P1', { all: true })] })
  index.put({ recallId: 'one', products: [product('P1', { lots: ['L1'] })] })
  expect(index.find({ di, lot: 'L2' }).map(({ recallId }) => recallId)).toEqual(['two'])
  expect(index.touching([`di:${di}`, 'ref:northwind devices|NW-100'])).toHaveLength(2)
  index.remove('two')
  expect(index.find({ di, lot: 'L2' })).toEqual([])
  expect(index.touching(['ref:northwind devices|NW-100'])).toEqual(['one'])
})

test('finds by maker and product code however the maker is written', () => {
  const index = createMatchIndex()
  index.put({ recallId: 'one', products: [product('P1', { all: true })] })
  expect(index.find({ manufacturer: 'NORTHWIND devices', ref: 'nw-100' })).toHaveLength(1)
  expect(index.find({ manufacturer: 'Southwind Devices', ref: 'NW-100' })).toEqual([])
  expect(index.find({ ref: 'NW-100' })).toEqual([])
})
