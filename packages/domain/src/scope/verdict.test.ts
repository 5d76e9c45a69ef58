import { describe, expect, test } from 'vitest'
import type { Holding, UnitFacts } from '../device/holding.ts'
import { type ScopeProduct, scopeProductSchema } from './scope.ts'
import { judge, travellingFacts } from './verdict.ts'

const id = 'a'.repeat(26)
const holdingOf = (facts: UnitFacts, answered: UnitFacts = {}): Holding => ({
  holdingId: id,
  unitKey: id,
  facilityId: id,
  organisationId: id,
  facts,
  answered,
  custody: { custodyId: id, openedAt: '2025-01-01T00:00:00.000Z' },
  lastObserved: { observedAt: '2025-01-01T00:00:00.000Z', sourceVersion: 0 },
})

const pump = (units: ScopeProduct['units'], productId = 'P1'): ScopeProduct =>
  scopeProductSchema.parse({
    productId,
    name: 'Bedside pump',
    manufacturer: 'Northwind Devices Inc.',
    refs: ['NW-100'],
    dis: ['09506000134352'],
    units,
    verbatim: 'Serials as listed',
  })

const listed = pump({ serials: ['1001', '1002'] })

describe('a verdict', () => {
  test.each<[string, UnitFacts, string]>([
    ['affected for a listed serial', { di: '09506000134352', serial: '1001' }, 'affected'],
    [
      'affected whatever its software',
      { di: '09506000134352', serial: '1001', softwareVersion: '9' },
      'affected',
    ],
    ['outside for an unlisted serial of the product', { di: '09506000134352', serial: '2000' }, 'outside'],
    ['possible without a serial', { di: '09506000134352', lot: 'L1' }, 'possible'],
    ['possible for a serial written otherwise', { di: '09506000134352', serial: '01001' }, 'possible'],
  ])('is %s', (_name, facts, value) => {
    expect(judge([listed], holdingOf(facts))).toMatchObject({ value, productId: 'P1', matchedBy: 'di' })
  })

  test('names what is missing', () => {
    expect(judge([listed], holdingOf({ di: '09506000134352' }))).toMatchObject({
      missing: 'serial',
      because: 'the record has no serial',
    })
  })

  test('is none for a unit of another product', () => {
    expect(judge([listed], holdingOf({ di: '09506000134369', serial: '1001' }))).toBeUndefined()
  })

  test('by product code needs the maker too, however he is written, and says that it is weaker', () => {
    const coded = { ref: 'nw-100', serial: '1001' }
    expect(judge([listed], holdingOf({ ...coded, manufacturer: 'NORTHWIND DEVICES' }))).toMatchObject({
      value: 'affected',
      matchedBy: 'ref',
    })
    expect(judge([listed], holdingOf({ ...coded, manufacturer: 'Southwind Devices' }))).toBeUndefined()
    expect(judge([listed], holdingOf(coded))).toBeUndefined()
  })

  test('of two products with one identifier is the worse one', () => {
    const [outside, affected] = [pump({ serials: ['5'] }, 'P1'), pump({ all: true }, 'P2')]
    expect(judge([outside, affected], holdingOf({ di: '09506000134352', serial: '1' }))).toMatchObject({
      value: 'affected',
      productId: 'P2',
    })
  })

  test('uses what a person answered', () => {
    const row = holdingOf({ di: '09506000134352' }, { serial: '1002' })
    expect(judge([listed], row)?.value).toBe('affected')
  })

  test('travels without the place of the unit', () => {
    expect(travellingFacts(holdingOf({ di: '09506000134352', location: 'ICU 3 West' }))).toEqual({
      di: '09506000134352',
    })
  })
})

describe('a scope', () => {
  test.each<[string, unknown, string]>([
    ['a mistyped UDI-DI', { dis: ['09506000134353'] }, 'check digit'],
    ['no identifier at all', { dis: [], refs: [] }, 'name at least one UDI-DI or product code'],
    ['a serial twice', { units: { serials: ['1', '1'] } }, ''],
    ['a range that ends before it begins', { units: { serialRange: { from: 'A9', to: 'A1' } } }, ''],
    [
      'dates that end before they begin',
      { units: { expiresBetween: { from: '2025-02-01', to: '2025-01-01' } } },
      '',
    ],
    ['a software test that tests nothing', { units: { software: {} } }, ''],
    ['an empty list', { units: { lots: [] } }, ''],
    ['a clause of an unknown kind', { units: { everything: true } }, ''],
    ['no verbatim text', { verbatim: ' ' }, 'must not be empty'],
  ])('refuses %s', (_name, change, message) => {
    const read = scopeProductSchema.safeParse({ ...listed, ...(change as object) })
    expect(read.success).toBe(false)
    expect(read.error?.message).toContain(message)
  })
})
