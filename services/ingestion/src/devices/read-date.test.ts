import { describe, expect, test } from 'vitest'
import { readDate } from './read-date.ts'

describe('a date of an inventory', () => {
  test.each([
    ['2026-03-04', undefined, '2026-03-04'],
    ['2026-03-04 00:00:00', undefined, '2026-03-04'],
    ['2026-03-04T00:00:00.000', 'MM/DD/YYYY', '2026-03-04'],
    ['3/4/2026', 'MM/DD/YYYY', '2026-03-04'],
    ['03-04-2026', 'MM/DD/YYYY', '2026-03-04'],
    ['3/4/2026 12:00', undefined, undefined],
    ['3/4/2026 0:00', 'MM/DD/YYYY', '2026-03-04'],
    ['3/4/2026', 'DD/MM/YYYY', '2026-04-03'],
    ['03.04.2026', 'DD/MM/YYYY', '2026-04-03'],
    ['2026/3/4', 'YYYY/MM/DD', '2026-03-04'],
    ['20260304', 'YYYYMMDD', '2026-03-04'],
    ['4-Mar-2026', 'DD-MMM-YYYY', '2026-03-04'],
    ['04 MAR 2026', 'DD-MMM-YYYY', '2026-03-04'],
    ['46085', 'excel-1900', '2026-03-04'],
    ['61', 'excel-1900', '1900-03-01'],
    ['44623.0', 'excel-1904', '2026-03-04'],
  ] as const)('%s as %s is %s', (cell, format, date) => {
    expect(readDate(cell, format)).toBe(date)
  })

  test.each([
    ['3/4/2026', undefined],
    ['46085', undefined],
    ['3/4/26', 'MM/DD/YYYY'],
    ['2026-3-4', 'MM/DD/YYYY'],
    ['59', 'excel-1900'],
    ['46085.5', 'excel-1900'],
    ['9999999', 'excel-1904'],
    ['Mar-26', 'DD-MMM-YYYY'],
  ] as const)('%s as %s is none', (cell, format) => {
    expect(readDate(cell, format)).toBeUndefined()
  })

  test('that no calendar has is left for the check to refuse', () => {
    expect(readDate('13/13/2026', 'MM/DD/YYYY')).toBe('2026-13-13')
    expect(readDate('4-Xyz-2026', 'DD-MMM-YYYY')).toBe('2026-00-04')
  })
})
