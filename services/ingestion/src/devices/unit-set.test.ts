import { derivedId } from '@recallwire/canonical/derived-id.ts'
import { expect, test } from 'vitest'
import { createUnitSet } from './unit-set.ts'

test('names the row of every repeat among thousands, and nothing else', () => {
  const units = createUnitSet()
  const ids = Array.from({ length: 5_000 }, (_, index) => derivedId('unit', [index]))
  expect(ids.map((id, index) => units.add(id, index + 2)).filter((row) => row !== undefined)).toEqual([])
  expect(ids.every((id, index) => units.add(id, 9_999) === index + 2)).toBe(true)
})
