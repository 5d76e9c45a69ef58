import { describe, expect, test } from 'vitest'
import {
  assetIdentityOf,
  deviceInputSchema,
  normaliseMaker,
  type Observation,
  productKeysOf,
  unitIdentityOf,
  unitKeyOfObservation,
} from './observation.ts'

const id = 'a'.repeat(26)
const row = (more: Partial<Observation>): Observation => ({
  facilityId: id,
  organisationId: id,
  importId: id,
  presence: 'present',
  observedAt: '2025-06-01T00:00:00.000Z',
  sourceVersion: 0,
  ...more,
})
const di = '09506000134352'

describe('the identity of a unit', () => {
  test('is its serial, then its lot, then the asset tag of its own facility', () => {
    const all = { di, serial: '1', lot: 'L', assetTag: 'T' }
    expect(unitIdentityOf(row(all))?.mark).toEqual({ serial: '1' })
    expect(unitIdentityOf(row({ di, lot: 'L', assetTag: 'T' }))?.mark).toEqual({ lot: 'L' })
    expect(unitIdentityOf(row({ di, assetTag: 'T' }))?.mark).toEqual({ assetTag: 'T', facilityId: id })
    expect(assetIdentityOf(row(all))?.mark).toEqual({ assetTag: 'T', facilityId: id })
  })

  test('is none without a product, or without any mark', () => {
    expect(unitIdentityOf(row({ serial: '1' }))).toBeUndefined()
    expect(unitIdentityOf(row({ ref: 'X', serial: '1' }))).toBeUndefined()
    expect(unitKeyOfObservation(row({ di }))).toBeUndefined()
  })

  test('does not depend on how the maker is written', () => {
    const keys = ['Northwind Devices, Inc.', 'NORTHWIND  DEVICES'].map((manufacturer) =>
      unitKeyOfObservation(row({ manufacturer, ref: 'nw-100', serial: '1' })),
    )
    expect(keys[0]).toBe(keys[1])
  })

  test.each([
    ['Baxter Healthcare Corp.', 'baxter healthcare'],
    ['B. Braun Melsungen AG', 'b braun melsungen'],
    ['Copilot Medical Company, Ltd', 'copilot medical'],
  ])('reads the maker %s as %s', (written, maker) => {
    expect(normaliseMaker(written)).toBe(maker)
  })

  test('is found under its UDI-DI and under maker and product code', () => {
    expect(productKeysOf({ di, manufacturer: 'Northwind Inc', ref: 'nw-1' })).toEqual([
      `di:${di}`,
      'ref:northwind|NW-1',
    ])
    expect(productKeysOf({ ref: 'nw-1' })).toEqual([])
  })
})

test.each([
  ['an instant without a zone', { observedAt: '2025-06-01T00:00:00' }],
  ['a quantity of none', { quantity: 0 }],
  ['a date that is none', { expiresOn: '2031-58-01' }],
  ['a line break in a serial', { serial: '10\n01' }],
  ['a member it does not know', { serialNo: '1' }],
])('a device row is refused for %s', (_name, change) => {
  const good = { facilityId: id, di, serial: '1', observedAt: '2025-06-01T00:00:00.000Z' }
  expect(deviceInputSchema.safeParse(good).success).toBe(true)
  expect(deviceInputSchema.safeParse({ ...good, ...change }).success).toBe(false)
})
