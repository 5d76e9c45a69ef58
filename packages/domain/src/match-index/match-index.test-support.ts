import fc from 'fast-check'
import type { LinkedProduct } from '../catalogue/link-products.ts'
import type { UnitFacts } from '../device/holding.ts'
import type { Clause } from '../scope/scope.ts'
import { judgeFacts } from '../scope/verdict.ts'
import { createMatchIndex, type IndexedScope } from './match-index.ts'

/** Two GTINs and two that are none, one of them of as many characters. */
export const dis = ['09506000134352', '09506000134369', 'A999ABC123DE0', 'B99900012345C0']
const makers = ['Northwind Devices, Inc.', 'NORTHWIND devices', 'Southwind Ltd']
const refs = ['NW-100', 'nw-100', 'NW|200', 'ñw-1']

const productOf = (clause: fc.Arbitrary<Clause>): fc.Arbitrary<LinkedProduct> =>
  fc
    .record({
      productId: fc.constantFrom('P1', 'P2', 'P3'),
      manufacturer: fc.constantFrom(...makers),
      dis: fc.subarray(dis),
      refs: fc.subarray(refs),
      units: clause,
      unsure: fc.subarray(dis),
    })
    .map(({ unsure, ...rest }) => ({
      ...rest,
      name: 'Bedside pump',
      verbatim: 'As printed',
      linked: unsure.map((di, place) => ({ di, recordKey: 'r', sure: place === 1 })),
    }))

/** A unit of these facts that may name its product, one way or both. */
export const unitNaming = (facts: fc.Arbitrary<UnitFacts>): fc.Arbitrary<UnitFacts> =>
  fc
    .record({
      named: fc.record(
        {
          di: fc.constantFrom(...dis),
          manufacturer: fc.constantFrom(...makers),
          ref: fc.constantFrom(...refs),
        },
        { requiredKeys: [] },
      ),
      facts,
    })
    .map(({ named, facts }) => ({ ...facts, ...named }))

type Move = { readonly recallId: string; readonly products: readonly LinkedProduct[] | undefined }

/** Recalls put, replaced and, where no products are given, removed. */
export const movesWith = (clause: fc.Arbitrary<Clause>): fc.Arbitrary<readonly Move[]> =>
  fc.array(
    fc.record({
      recallId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      products: fc.option(fc.array(productOf(clause), { maxLength: 4 }), { nil: undefined, freq: 5 }),
    }),
    { minLength: 1, maxLength: 12 },
  )

export function play(all: readonly Move[]) {
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

export const byRecall = <Row extends { readonly recallId: string }>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => (a.recallId < b.recallId ? -1 : 1))

/** What the verdicts over every open recall say, one after the other. */
export const judged = (open: readonly IndexedScope[], facts: UnitFacts) =>
  open.flatMap(({ recallId, products }) => {
    const verdict = judgeFacts(products, facts)
    if (verdict === undefined || verdict.value === 'outside') return []
    return { recallId, productId: verdict.productId, value: verdict.value }
  })

const days = ['2025-01-01', '2025-01-02', '2025-01-03', '2025-01-04']
const versions = ['6', '6.0', '6.1', '6.2', '6.2.1', '7']
const serials = ['A1', 'A2', 'A3', 'B2', 'a2']
const between = fc.record(
  { from: fc.constantFrom(...days), to: fc.constantFrom(...days) },
  { requiredKeys: [] },
)
const someVersions = fc.subarray(versions, { minLength: 1, maxLength: 2 })
const version = fc.constantFrom(...versions)

const clauseAmongFewMarks: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({
    serialRange: fc.record({ from: fc.constantFrom(...serials), to: fc.constantFrom(...serials) }),
  }),
  fc.record({ serials: fc.subarray(serials, { minLength: 1 }) }),
  fc.record({ lots: fc.subarray(['L1', 'L2'], { minLength: 1 }) }),
  fc.record({ manufacturedBetween: between }),
  fc.record({ expiresBetween: between }),
  fc.record({
    software: fc.record(
      { equals: someVersions, startsWith: version, atLeast: version, below: version, except: someVersions },
      { requiredKeys: [] },
    ),
  }),
)

/** Clauses that ask several things at once, of so few marks that units often have all of them. */
export const clauseOfSeveral: fc.Arbitrary<Clause> = fc.oneof(
  fc.record({ allOf: fc.array(clauseAmongFewMarks, { minLength: 2, maxLength: 3 }) }),
  fc
    .tuple(clauseAmongFewMarks, fc.array(clauseAmongFewMarks, { minLength: 1, maxLength: 2 }))
    .map(([first, others]) => ({ allOf: [first, { anyOf: others }] })),
  fc
    .tuple(clauseAmongFewMarks, clauseAmongFewMarks)
    .map(([first, other]) => ({ allOf: [first, { not: other }] })),
)

export const unitOfFewMarks: fc.Arbitrary<UnitFacts> = fc.record(
  {
    serial: fc.constantFrom(...serials),
    lot: fc.constantFrom('L1', 'L2', 'l1'),
    softwareVersion: fc.constantFrom(...versions, '6.x'),
    manufacturedOn: fc.constantFrom(...days, 'June 2025'),
    expiresOn: fc.constantFrom(...days),
  },
  { requiredKeys: [] },
)
