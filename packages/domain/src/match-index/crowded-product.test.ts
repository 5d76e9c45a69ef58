import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LinkedProduct } from '../catalogue/link-products.ts'
import type { UnitFacts } from '../device/holding.ts'
import type { Clause } from '../scope/scope.ts'
import { byRecall, dis, judged } from './match-index.test-support.ts'
import { createMatchIndex } from './match-index.ts'

const digits = fc.integer({ min: 0, max: 400 })
/** More prefixes than are asked one by one, and some that look like others. */
const prefix = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'a', 'B-', 'O', 'DO')

const clause: fc.Arbitrary<Clause> = fc.oneof(
  fc.tuple(prefix, digits, digits).map(([letters, a, b]) => ({
    serialRange: { from: `${letters}${1_000 + Math.min(a, b)}`, to: `${letters}${1_000 + Math.max(a, b)}` },
  })),
  fc.tuple(digits, digits).map(([a, b]) => ({
    serialRange: { from: `${10n ** 20n + BigInt(Math.min(a, b))}`, to: `${10n ** 20n + BigInt(a + b)}` },
  })),
  fc.tuple(digits, digits).map(([a, b]) => ({ software: { atLeast: `1.${a}`, below: `${b}.1` } })),
  digits.map((a) => ({ software: { below: `1.${a}` } })),
  digits.map((a) => ({ software: { atLeast: `1.${a}` } })),
  digits.map((a) => ({ software: { startsWith: `1.${a}.0` } })),
  digits.map((a) => ({ software: { equals: [`1.${a}`, `1.${a}.1`] } })),
  fc.tuple(digits, digits).map(([a, b]) => ({ expiresBetween: { from: dayOf(a), to: dayOf(a + b) } })),
  digits.map((a) => ({ expiresBetween: { from: dayOf(a) } })),
)

const unit: fc.Arbitrary<UnitFacts> = fc.record(
  {
    serial: fc.oneof(
      fc.tuple(prefix, digits).map(([letters, a]) => `${letters}${1_000 + a}`),
      digits.map((a) => `${10n ** 20n + BigInt(a)}`),
      fc.constantFrom('A12', 'A', 'B10001'),
    ),
    softwareVersion: fc.oneof(
      digits.map((a) => `1.${a}`),
      digits.map((a) => `${a}.1b`),
    ),
    expiresOn: digits.map(dayOf),
  },
  { requiredKeys: [] },
)

test('a crowd of criteria on one product is found like a few', () => {
  const crowd = fc.array(clause, { minLength: 20, maxLength: 600, size: 'max' })
  const gone = fc.array(fc.nat({ max: 600 }), { maxLength: 200, size: 'max' })
  fc.assert(
    fc.property(crowd, gone, fc.array(unit, { minLength: 5, maxLength: 10 }), (clauses, removed, units) => {
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

function dayOf(day: number): string {
  return new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
}

const pump = (units: Clause): LinkedProduct => ({
  productId: 'P1',
  name: 'Bedside pump',
  manufacturer: 'Northwind Devices',
  dis: dis.slice(0, 1),
  refs: [],
  units,
  verbatim: 'As printed',
})
