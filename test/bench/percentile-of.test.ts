import { expect, test } from 'vitest'
import { medianOf, percentileOf, roundedTo } from './percentile-of.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test('the median of an even number of values lies between the two in the middle', () => {
  expect(medianOf(hundred)).toBe(50.5)
  expect(medianOf([3, 1, 2])).toBe(2)
  expect(() => medianOf([])).toThrow(RangeError)
})

test.each([
  [99, 99],
  [100, 100],
  [50, 50],
  [0, 1],
])('the percentile %i of 1 to 100 is %i', (of100, value) => {
  expect(percentileOf(hundred, of100)).toBe(value)
})

test('one value is every percentile, and none has none', () => {
  expect([percentileOf([7], 1), percentileOf([7], 99)]).toEqual([7, 7])
  expect(() => percentileOf([], 99)).toThrow(RangeError)
})

test('rounds to parts of one', () => {
  expect([roundedTo(100, 1.005001), roundedTo(1, 1.5), roundedTo(1_000, 0.0004)]).toEqual([1.01, 2, 0])
})
