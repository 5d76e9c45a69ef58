import { unitFactsSchema } from '@recallwire/domain/device/holding.ts'
import { judgeFacts } from '@recallwire/domain/scope/verdict.ts'
import { gtinCheckDigit } from '@recallwire/udi/gtin.ts'
import { expect, test } from 'vitest'
import { createRandom } from '../create-random.ts'
import { modelAt } from './create-fleet.ts'
import { generateScopes } from './generate-scopes.ts'
import { aimUnits, generateUnits, leaveGaps } from './generate-units.ts'

const units = generateUnits(20_000, createRandom(1))
const scopes = generateScopes(300, createRandom(2), 'R')
const verdictsOf = (of: typeof units) =>
  of.flatMap((unit) => scopes.flatMap(({ products }) => judgeFacts(products, unit)?.value ?? []))

test('few models make up most of the units, and most models still occur', () => {
  const counts = new Map<string, number>()
  for (const { di = 'none' } of units) counts.set(di, (counts.get(di) ?? 0) + 1)
  const [first = 0, second = 0] = [...counts.values()].toSorted((a, b) => b - a).slice(1)
  expect(first).toBeGreaterThan(units.length / 50)
  expect(second).toBeLessThan(first)
  expect(counts.size).toBeGreaterThan(units.length / 4)
})

test('models have valid UDI-DIs of their own', () => {
  const dis = Array.from({ length: 20_000 }, (_, index) => modelAt(index * 50).di)
  expect(new Set(dis).size).toBe(dis.length)
  for (const di of dis.slice(0, 100)) expect(di).toBe(`${di.slice(0, 13)}${gtinCheckDigit(di.slice(0, 13))}`)
})

test('everything is known of a unit, so that no verdict is open', () => {
  for (const unit of units.slice(0, 100)) {
    expect(unitFactsSchema.parse(unit)).toMatchObject({
      serial: expect.any(String),
      lot: expect.any(String),
      softwareVersion: expect.any(String),
      manufacturedOn: expect.any(String),
      expiresOn: expect.any(String),
    })
  }
  const verdicts = verdictsOf(aimUnits(300, scopes, createRandom(3)))
  expect(new Set(verdicts)).toEqual(new Set(['affected', 'outside']))
})

test('where gaps are left all three verdicts come up often', () => {
  const verdicts = verdictsOf(leaveGaps(aimUnits(300, scopes, createRandom(3)), createRandom(4)))
  for (const value of ['affected', 'possible', 'outside']) {
    expect(verdicts.filter((verdict) => verdict === value).length, value).toBeGreaterThan(30)
  }
})
