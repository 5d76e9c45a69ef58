import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber } from './day-number.ts'

const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'))
const date = fc
  .tuple(two(0, 99), two(0, 99), two(1, 12), two(1, 31))
  .map(([century, year, month, day]) => `${century}${year}-${month}-${day}`)

test('days stand in the order of their texts', () => {
  fc.assert(
    fc.property(date, date, (one, other) => {
      const difference = (dayNumber(one) ?? Number.NaN) - (dayNumber(other) ?? Number.NaN)
      expect(Math.sign(difference)).toBe(one < other ? -1 : Number(one > other))
    }),
  )
})

test.each([
  'June 2025',
  '2025-06',
  '2025-06-00',
  '2025-13-01',
  '2025-00-10',
  '2025-06-32',
  '2025/06/10',
  '20x5-06-10',
])('there is none in %j', (text) => {
  expect(dayNumber(text)).toBeUndefined()
})
