import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LinkedProduct } from '../catalogue/link-products.ts'
import type { UnitFacts } from '../device/holding.ts'
import { productKeysOf } from '../device/observation.ts'
import { clauseOfAnyKind, unitOfAnyKind } from '../scope/clauses.test-support.ts'
import { keysOfProduct } from '../scope/scope.ts'
import { judgeFacts } from '../scope/verdict.ts'
import { createMatchIndex, type IndexedScope } from './match-index.ts'

const dis = ['09506000134352', '09506000134369', 'A999ABC123DE0']
const makers = ['Northwind Devices, Inc.', 'NORTHWIND devices', 'Southwind Ltd']
const refs = ['NW-100', 'nw-100', 'NW|200']

const product: fc.Arbitrary<LinkedProduct> = fc
  .record({
    productId: fc.constantFrom('P1', 'P2', 'P3'),
    manufacturer: fc.constantFrom(...makers),
    dis: fc.subarray(dis),
    refs: fc.subarray(refs),
    units: clauseOfAnyKind,
    unsure: fc.subarray(dis),
  })
  .map(({ unsure, ...rest }) => ({
    ...rest,
    name: 'Bedside pump',
    verbatim: 'As printed',
    linked: unsure.map((di, place) => ({ di, recordKey: 'r', sure: place === 1 })),
  }))

const unit: fc.Arbitrary<UnitFacts> = fc
  .record({
    named: fc.record(
      {
        di: fc.constantFrom(...dis),
        manufacturer: fc.constantFrom(...makers),
        ref: fc.constantFrom(...refs),
      },
      { requiredKeys: [] },
    ),
    facts: unitOfAnyKind,
  })
  .map(({ named, facts }) => ({ ...facts, ...named }))

type Move = { readonly recallId: string; readonly products: readonly LinkedProduct[] | undefined }
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    recallId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    products: fc.option(fc.array(product, { maxLength: 4 }), { nil: undefined, freq: 5 }),
  }),
  { minLength: 1, maxLength: 12 },
)

function play(all: readonly Move[]) {
  const index = createMatchIndex()
  const open = new Map<string, IndexedScope>()
  for (const { recallId, products } of all) {
    if (products === undefined) {
      index.remove(recallId)
      open.delete(recallId)
    } else {
      index.put({ recallId, products })
      open.set(recallId, { recallId, products })
    }
  }
  return { index, open: [...open.values()] }
}

const byRecall = <Row extends { readonly recallId: string }>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => (a.recallId < b.recallId ? -1 : 1))

const judged = (open: readonly IndexedScope[], facts: UnitFacts) =>
  open.flatMap(({ recallId, products }) => {
    const verdict = judgeFacts(products, facts)
    if (verdict === undefined || verdict.value === 'outside') return []
    return { recallId, productId: verdict.productId, value: verdict.value }
  })

describe('after any scopes were put, replaced and removed', () => {
  test('the index finds for any unit what judge finds over all open recalls', () => {
    fc.assert(
      fc.property(moves, fc.array(unit, { minLength: 1, maxLength: 12 }), (all, units) => {
        const { index, open } = play(all)
        for (const facts of units) {
          expect(byRecall(index.find(facts))).toEqual(byRecall(judged(open, facts)))
        }
      }),
      { numRuns: 1_500 },
    )
  })

  test('the recalls that touch a unit are those that name its product', () => {
    fc.assert(
      fc.property(moves, unit, (all, facts) => {
        const { index, open } = play(all)
        const keys = productKeysOf(facts)
        const naming = open.filter(({ products }) =>
          products.some((named) => keysOfProduct(named).some((key) => keys.includes(key))),
        )
        expect([...index.touching(keys)].sort()).toEqual(naming.map(({ recallId }) => recallId).sort())
      }),
    )
  })

  test('an index from which every recall was removed finds nothing', () => {
    fc.assert(
      fc.property(moves, unit, (all, facts) => {
        const { index, open } = play(all)
        for (const { recallId } of open) index.remove(recallId)
        expect(index.find(facts)).toEqual([])
        expect(index.touching(productKeysOf(facts))).toEqual([])
      }),
    )
  })
})

test('a crowd of criteria on one product is found like a few', () => {
  const digits = fc.integer({ min: 0, max: 400 })
  const clause = fc.oneof(
    fc.tuple(digits, digits).map(([a, b]) => ({
      serialRange: { from: `A${1_000 + Math.min(a, b)}`, to: `A${1_000 + Math.max(a, b)}` },
    })),
    fc.tuple(digits, digits).map(([a, b]) => ({
      serialRange: { from: `${10n ** 20n + BigInt(Math.min(a, b))}`, to: `${10n ** 20n + BigInt(a + b)}` },
    })),
    fc.tuple(digits, digits).map(([a, b]) => ({ software: { atLeast: `1.${a}`, below: `${b}.1` } })),
    digits.map((a) => ({ software: { below: `1.${a}` } })),
    digits.map((a) => ({ software: { atLeast: `1.${a}` } })),
    fc.tuple(digits, digits).map(([a, b]) => ({ expiresBetween: { from: dayOf(a), to: dayOf(a + b) } })),
  )
  const few = fc.record({
    serial: fc.oneof(
      digits.map((a) => `A${1_000 + a}`),
      digits.map((a) => `${10n ** 20n + BigInt(a)}`),
    ),
    softwareVersion: fc.oneof(
      digits.map((a) => `1.${a}`),
      digits.map((a) => `${a}.1b`),
    ),
    expiresOn: digits.map(dayOf),
  })
  const crowd = fc.array(clause, { minLength: 20, maxLength: 400 })
  const gone = fc.array(fc.nat({ max: 400 }), { maxLength: 60 })
  fc.assert(
    fc.property(crowd, gone, fc.array(few, { minLength: 5, maxLength: 10 }), (clauses, removed, units) => {
      const all = clauses.map((units, place) => ({ recallId: `r${place}`, products: [pump(units)] }))
      const index = createMatchIndex()
      for (const scope of all) {
        index.put(scope)
        index.find({ di: dis[0], ...units[0] })
      }
      for (const place of removed) index.remove(`r${place}`)
      const open = all.filter((_, place) => !removed.includes(place))
      for (const facts of units) {
        const whole = { di: dis[0], ...facts }
        expect(byRecall(index.find(whole))).toEqual(byRecall(judged(open, whole)))
      }
    }),
    { numRuns: 40 },
  )
})

const dayOf = (day: number): string => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)

const pump = (units: LinkedProduct['units']): LinkedProduct => ({
  productId: 'P1',
  name: 'Bedside pump',
  manufacturer: 'Northwind Devices',
  dis: dis.slice(0, 1),
  refs: [],
  units,
  verbatim: 'As printed',
})
