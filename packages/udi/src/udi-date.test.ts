import { describe, expect, test } from 'vitest'
import { isClockTime, parseUdiDate, readYear } from './udi-date.ts'

describe('parseUdiDate', () => {
  test.each([
    ['260101', 2026, '2026-01-01'],
    ['240500', 2026, '2024-05-31'],
    ['240200', 2026, '2024-02-29'],
    ['250200', 2026, '2025-02-28'],
    ['240229', 2026, '2024-02-29'],
    ['760101', 2026, '2076-01-01'],
    ['770101', 2026, '1977-01-01'],
    ['440101', 1994, '2044-01-01'],
    ['450101', 1994, '1945-01-01'],
    ['480101', 2098, '2148-01-01'],
    ['490101', 2098, '2049-01-01'],
    ['000200', 2090, '2100-02-28'],
  ])('reads %s in %i as %s', (text, currentYear, day) => {
    expect(parseUdiDate(text, currentYear)).toBe(day)
  })

  test.each(['251332', '250001', '250230', '230229', '250431', '2501', '25010a', '', '-10101', '2501011'])(
    'knows no day %j',
    (text) => {
      expect(parseUdiDate(text, 2026)).toBeUndefined()
    },
  )
})

test('a clock time ends at 2359', () => {
  expect(['0000', '2359', '2400', '1260', '12:0', '120'].map(isClockTime)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test('the year of today is refused from anything but YYYY-MM-DD', () => {
  expect(readYear('2026-06-30')).toBe(2026)
  expect(() => readYear('30.06.2026')).toThrow(RangeError)
  expect(() => readYear('2026-06-30T00:00:00Z')).toThrow(RangeError)
})
