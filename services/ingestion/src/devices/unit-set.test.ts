import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { expect, test } from 'vitest'
import { createUnitSet } from './unit-set.ts'

test('names the row of every repeat among thousands, and nothing else', () => {
  const units = createUnitSet()
  const ids = Array.from({ length: 5_000 }, (_, index) => derivedId('unit', [index]))
  expect(ids.map((id, index) => units.add(id, index + 2)).filter((row) => row !== undefined)).toEqual([])
  expect(ids.every((id, index) => units.add(id, 9_999) === index + 2)).toBe(true)
})

test('tells a hundred thousand marks apart that differ in a digit', () => {
  const units = createUnitSet()
  const repeats = Array.from({ length: 100_000 }, (_, index) =>
    units.add(`north\n00085412000019\nserial SN-${index}`, index + 1),
  ).filter((row) => row !== undefined)
  expect(repeats).toEqual([])
  expect(units.find('north\n00085412000019\nserial SN-99999')).toBe(100_000)
  expect(units.find('south\n00085412000019\nserial SN-99999')).toBeUndefined()
})
