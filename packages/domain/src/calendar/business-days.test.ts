import { allForYear } from '@18f/us-federal-holidays'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addBusinessDays, isBusinessDay } from './business-days.ts'

const dayMs = 86_400_000
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Any date from 2015 to 2060. */
const anyDate = fc
  .integer({ min: Date.UTC(2015, 0, 1) / dayMs, max: Date.UTC(2060, 11, 31) / dayMs })
  .map((days) => dateOf(days * dayMs))

describe('a business day', () => {
  test('is every weekday that is no observed federal holiday, as 18F lists them, from 2020 to 2040', () => {
    // One year more: New Year's Day of 2022 is observed in 2021, and is listed under 2022.
    const years = Array.from({ length: 22 }, (_, index) => 2020 + index)
    const observed = new Set(years.flatMap((year) => allForYear(year).map((holiday) => holiday.dateString)))
    const wrong: string[] = []
    for (let ms = Date.UTC(2020, 0, 1); ms <= Date.UTC(2040, 11, 31); ms += dayMs) {
      const date = dateOf(ms)
      const weekday = new Date(ms).getUTCDay()
      const worked = weekday !== 0 && weekday !== 6 && !observed.has(date)
      if (isBusinessDay(date) !== worked) wrong.push(date)
    }
    expect(wrong).toEqual([])
  })

  test.each([
    ['2020-06-19', true, 'Juneteenth before it was a holiday'],
    ['2021-06-18', false, 'the first Juneteenth, a Saturday, observed on Friday'],
    ['2022-06-20', false, 'a Juneteenth on a Sunday, observed on Monday'],
    ['2021-12-31', false, "New Year's Day of 2022, observed in 2021"],
    ['2027-12-31', false, "New Year's Day of 2028, observed in 2027"],
    ['2023-01-02', false, "New Year's Day on a Sunday, observed on Monday"],
    ['2025-11-27', false, 'Thanksgiving'],
    ['2025-11-28', true, 'the Friday after Thanksgiving, a working day of the federal calendar'],
    ['2025-05-26', false, 'Memorial Day, the last Monday'],
    ['2025-01-20', false, 'Martin Luther King Day, on the day of an inauguration'],
    ['2029-01-20', false, 'an inauguration on a Saturday'],
    ['2021-01-20', true, 'an inauguration on a Wednesday, free in Washington alone'],
  ])('%s: %s, %s', (date, worked) => {
    expect(isBusinessDay(date)).toBe(worked)
  })

  test.each(['2025-02-30', '20 June 2025', ''])("refuses '%s' as a date", (date) => {
    expect(() => isBusinessDay(date)).toThrow(RangeError)
  })
})

describe('adding business days', () => {
  test.each([
    ['2025-06-20', 2, '2025-06-24', 'over a weekend'],
    ['2025-06-18', 1, '2025-06-20', 'over Juneteenth'],
    ['2025-06-21', 1, '2025-06-23', 'from a Saturday'],
    ['2025-07-03', 1, '2025-07-07', 'over Independence Day and a weekend'],
    ['2025-11-26', 2, '2025-12-01', 'over Thanksgiving, with the Friday after it'],
    ['2021-12-30', 1, '2022-01-03', "over New Year's Day observed in the old year"],
    ['2025-12-24', 5, '2026-01-02', 'over Christmas and a year end'],
    ['2024-02-28', 1, '2024-02-29', 'into a leap day'],
    ['2025-06-20', 0, '2025-06-20', 'none, on a business day'],
    ['2025-06-19', 0, '2025-06-20', 'none, on a holiday'],
    ['2022-12-31', 0, '2023-01-03', 'none, on a Saturday before an observed holiday'],
    ['2025-06-20', 60, '2025-09-16', 'the longest a notice may give'],
  ])('%s and %i gives %s: %s', (date, count, result) => {
    expect(addBusinessDays(date, count)).toBe(result)
  })

  test.each([-1, 1.5, Number.NaN])('refuses a count of %d', (count) => {
    expect(() => addBusinessDays('2025-06-20', count)).toThrow(RangeError)
  })

  test('ends on a business day and passes over exactly the count less one', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (date, count) => {
        const result = addBusinessDays(date, count)
        let between = 0
        for (let ms = Date.parse(date) + dayMs; ms < Date.parse(result); ms += dayMs) {
          if (isBusinessDay(dateOf(ms))) between += 1
        }
        expect(isBusinessDay(result)).toBe(true)
        expect(between).toBe(count - 1)
      }),
    )
  })

  test('adds up: some days and then more are the same as all at once', () => {
    const few = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(anyDate, few, few, (date, first, second) => {
        expect(addBusinessDays(addBusinessDays(date, first), second)).toBe(
          addBusinessDays(date, first + second),
        )
      }),
    )
  })
})
