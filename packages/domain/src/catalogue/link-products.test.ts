import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Holding } from '../device/holding.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { judge } from '../scope/verdict.ts'
import { recordOf, recordsIn } from './catalogue.test-support.ts'
import { linkDis } from './link-dis.ts'
import { linkProducts } from './link-products.ts'

const [each, box, carton] = ['09506000134352', '19506000134359', '29506000134356'] as const
const [other, otherBox] = ['09506000134369', '19506000134366'] as const
const id = 'a'.repeat(26)

const product = (dis: readonly string[], productId = 'P1', units: object = { serials: ['1001'] }) =>
  scopeProductSchema.parse({
    productId,
    name: 'Bedside pump',
    manufacturer: 'Northwind Devices Inc.',
    refs: ['NW-100'],
    dis,
    units,
    verbatim: 'As listed',
  })

const holding = (facts: Holding['facts']): Holding => ({
  holdingId: id,
  unitKey: id,
  facilityId: id,
  organisationId: id,
  facts,
  answered: {},
  custody: { custodyId: id, openedAt: '2025-01-01T00:00:00.000Z' },
  lastObserved: { observedAt: '2025-01-01T00:00:00.000Z', sourceVersion: 0 },
})

type Records = Parameters<typeof recordsIn>[0]
const verdictOf = (records: Records, facts: Holding['facts'], dis: readonly string[] = [each]) =>
  judge(linkProducts([product(dis)], linkDis(dis, recordsIn(records))), holding(facts))

describe('a package link', () => {
  const record = recordOf('K1', [each, box, carton])

  test('finds a unit reported by another package level, and the verdict says through which record', () => {
    expect(verdictOf([record], { di: carton, serial: '1001' })).toEqual({
      value: 'affected',
      productId: 'P1',
      because: `serial 1001 is on the notice's list; ${carton} stands for the product through the package link of GUDID record K1`,
      matchedBy: 'linked-di',
    })
  })

  test('works from a package DI in the notice down to the each', () => {
    expect(verdictOf([record], { di: each, serial: '1001' }, [box])?.value).toBe('affected')
  })

  test('leaves an unlisted serial outside and a missing one possible', () => {
    expect(verdictOf([record], { di: box, serial: '2' })?.value).toBe('outside')
    expect(verdictOf([record], { di: box })).toMatchObject({ value: 'possible', missing: 'serial' })
  })

  test('is not guessed from the digits: without a record the box is no candidate', () => {
    expect(verdictOf([], { di: box, serial: '1001' })).toBeUndefined()
  })

  test('changes nothing for a unit with a DI of the notice', () => {
    expect(verdictOf([record], { di: each, serial: '1001' })).toMatchObject({
      matchedBy: 'di',
      value: 'affected',
    })
  })

  test.each([
    ['the DI of the notice is', [recordOf('K1', [each, box]), recordOf('K2', [each, other])]],
    ['the DI of the unit is', [recordOf('K1', [each, box]), recordOf('K2', [other, box])]],
  ])('is possible at most where %s in more than one record, and says so', (_which, records) => {
    const verdict = verdictOf(records, { di: box, serial: '1001' })
    expect(verdict).toMatchObject({ value: 'possible', matchedBy: 'linked-di' })
    expect(verdict?.because).toContain('in more than one record')
    expect(verdictOf(records, { di: box, serial: '2' })?.value).toBe('outside')
  })

  test('is as sure where a file without record keys says the same record again', () => {
    const records = [recordOf(`di:${each}`, [each, box]), recordOf('K1', [each, box, carton])]
    expect(verdictOf(records, { di: box, serial: '1001' })?.value).toBe('affected')
    expect(verdictOf(records, { di: carton, serial: '1001' })?.value).toBe('affected')
  })

  test.each([
    ['lists a DI more', [recordOf(`di:${each}`, [each, box, carton]), recordOf('K1', [each, box])]],
    ['has another primary DI', [recordOf(`di:${box}`, [box, each]), recordOf('K1', [each, box])]],
  ])('is in doubt where a record without a key %s', (_what, records) => {
    expect(verdictOf(records, { di: box, serial: '1001' })?.value).toBe('possible')
  })

  test('counts as sure where one way to the DI is', () => {
    const records = [recordOf('K1', [each, box, carton]), recordOf('K2', [each, other])]
    expect(verdictOf(records, { di: box, serial: '1001' }, [each, carton])?.value).toBe('affected')
  })

  test('that is unsure does not weaken what maker and model say', () => {
    const records = [recordOf('K1', [each, box]), recordOf('K2', [other, box])]
    const facts = { di: box, serial: '1001', manufacturer: 'Northwind Devices', ref: 'NW-100' }
    expect(verdictOf(records, facts)).toMatchObject({ value: 'affected', matchedBy: 'ref' })
  })

  test('does not run on into another record', () => {
    const records = [
      recordOf('K1', [each, box]),
      recordOf('K2', [box, otherBox]),
      recordOf('K3', [otherBox, other]),
    ]
    expect(verdictOf(records, { di: other, serial: '1001' })).toBeUndefined()
    expect(verdictOf(records, { di: otherBox, serial: '1001' })).toBeUndefined()
  })

  test('belongs to the product whose DI it is', () => {
    const products = [product([each]), product([other], 'P2', { all: true })]
    const linked = linkProducts(products, linkDis([each, other], recordsIn([recordOf('K1', [each, box])])))
    expect(judge(linked, holding({ di: box, serial: '2' }))).toMatchObject({
      value: 'outside',
      productId: 'P1',
    })
  })
})

test('more records never make a certain verdict of a unit that had none, beyond what one record says', () => {
  const di = fc.constantFrom(each, box, carton, other, otherBox)
  const records = fc
    .array(fc.uniqueArray(di, { minLength: 1, maxLength: 3 }), { maxLength: 4 })
    .map((lists) => lists.map((dis, index) => recordOf(`K${index}`, dis)))
  fc.assert(
    fc.property(records, di, (all, unit) => {
      const verdict = verdictOf(all, { di: unit, serial: '1001' })
      const together = recordsIn(all)(unit).filter((record) => recordsIn([record])(each).length > 0)
      const isAlone = recordsIn(all)(unit).length === 1 && recordsIn(all)(each).length === 1
      const expected = unit === each || (together.length > 0 && isAlone) ? 'affected' : 'possible'
      expect(verdict?.value).toBe(unit !== each && together.length === 0 ? undefined : expected)
    }),
  )
})
