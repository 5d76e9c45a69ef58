import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareVersions, versionStartsWith } from '../scope/software-version.ts'
import { firstEqual, lastBeginning, lastEqual, placesCutShort, versionFormOf } from './version-form.ts'

const segment = fc.oneof(
  fc.constantFrom('0', '00', '1', '01', '2', '9', '10', '11', '99', '100'),
  fc.integer({ min: 0, max: 2_000 }).map(String),
)
const plain = fc
  .tuple(fc.constantFrom('', 'v', 'V', ' '), fc.array(segment, { minLength: 1, maxLength: 4 }))
  .map(([before, segments]) => `${before}${segments.join('.')}`)
  .filter((version) => versionFormOf(version).isPlain)

test('places of versions stand in the order of the versions', () => {
  fc.assert(
    fc.property(plain, plain, (version, other) => {
      const { place } = versionFormOf(version)
      const order = compareVersions(version, other) ?? Number.NaN
      const [first, last] = [firstEqual(versionFormOf(other)), lastEqual(versionFormOf(other))]
      expect(place >= first).toBe(order >= 0)
      expect(place <= first - 1).toBe(order < 0)
      expect(place >= first && place <= last).toBe(order === 0)
    }),
    { numRuns: 2_000 },
  )
})

test('a version begins with another between two places, and is cut short of it at a few', () => {
  fc.assert(
    fc.property(plain, plain, (version, start) => {
      const { place } = versionFormOf(version)
      const form = versionFormOf(start)
      const begins = place >= form.place && place <= lastBeginning(form)
      const expected = begins ? true : placesCutShort(start).includes(place) ? undefined : false
      expect(versionStartsWith(version, start)).toBe(expected)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['6.02b', '6'],
  ['6.1234567890', '6'],
  ['6.', '6'],
  ['b', ''],
  ['', ''],
  ['2024.20240115.7', '2024'],
])('%s is ordered only by the numbers it begins with', (version, numbers) => {
  const form = versionFormOf(version)
  expect(form.isPlain).toBe(false)
  expect(form.place).toBe(versionFormOf(numbers).place)
})
