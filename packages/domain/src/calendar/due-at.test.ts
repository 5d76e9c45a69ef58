import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBusinessDay } from './business-days.ts'
import { dueAt, UnknownTimeZoneError } from './due-at.ts'

const zones = [
  'America/Chicago',
  'America/New_York',
  'America/Phoenix',
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Guam',
  'Pacific/Pago_Pago',
  'America/Puerto_Rico',
  'Asia/Kolkata',
  'UTC',
]

const anyInstant = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2045-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** Date and time on the wall clock of a zone, by Intl: another implementation of zones than the one under test. */
function wallClock(instant: string, timeZone: string): { readonly date: string; readonly time: string } {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', options)
    .format(new Date(instant))
    .split(' ')
  return { date, time }
}

describe('a due date', () => {
  test('is that of its own date and zone, whatever was asked just before', () => {
    const due = (from: string, timeZone: string) => dueAt({ from, businessDays: 1, timeZone, at: '17:00' }).at
    expect(due('2025-06-24T04:59:59.999Z', 'America/Chicago')).toBe('2025-06-24T22:00:00.000Z')
    expect(due('2025-06-24T05:00:00.000Z', 'America/Chicago')).toBe('2025-06-25T22:00:00.000Z')
    expect(due('2025-06-24T04:59:59.999Z', 'America/New_York')).toBe('2025-06-25T21:00:00.000Z')
    expect(due('2025-06-24T04:59:59.999Z', 'America/Chicago')).toBe('2025-06-24T22:00:00.000Z')
  })

  test.each([
    // from, days, zone, due
    ['2025-06-20T15:00:00.000Z', 2, 'America/Chicago', '2025-06-24T22:00:00.000Z', 'over a weekend'],
    ['2025-06-18T15:00:00.000Z', 1, 'America/Chicago', '2025-06-20T22:00:00.000Z', 'over Juneteenth'],
    [
      '2025-11-26T16:00:00.000Z',
      1,
      'America/New_York',
      '2025-11-28T22:00:00.000Z',
      'the Friday after Thanksgiving',
    ],
    ['2025-12-30T16:00:00.000Z', 2, 'America/New_York', '2026-01-02T22:00:00.000Z', 'over the new year'],
    [
      '2021-12-30T16:00:00.000Z',
      1,
      'America/New_York',
      '2022-01-03T22:00:00.000Z',
      'over a holiday of next year',
    ],
    [
      '2025-03-07T16:00:00.000Z',
      1,
      'America/Chicago',
      '2025-03-10T22:00:00.000Z',
      'clocks go forward: one hour less',
    ],
    [
      '2025-10-31T16:00:00.000Z',
      1,
      'America/Chicago',
      '2025-11-03T23:00:00.000Z',
      'clocks go back: one hour more',
    ],
    [
      '2025-03-07T16:00:00.000Z',
      1,
      'America/Phoenix',
      '2025-03-11T00:00:00.000Z',
      'a zone without summer time',
    ],
    ['2025-06-20T15:00:00.000Z', 2, 'Pacific/Guam', '2025-06-24T07:00:00.000Z', 'already Saturday in Guam'],
    ['2025-06-23T15:00:00.000Z', 1, 'Pacific/Guam', '2025-06-25T07:00:00.000Z', 'already Tuesday in Guam'],
    [
      '2025-06-24T02:00:00.000Z',
      1,
      'Pacific/Honolulu',
      '2025-06-25T03:00:00.000Z',
      'still Monday in Honolulu',
    ],
    ['2025-06-21T01:00:00.000Z', 2, 'America/Chicago', '2025-06-24T22:00:00.000Z', 'sent on Friday at 20:00'],
    ['2025-06-21T15:00:00.000Z', 2, 'America/Chicago', '2025-06-24T22:00:00.000Z', 'sent on Saturday'],
    ['2025-06-23T15:00:00.000Z', 0, 'America/Chicago', '2025-06-23T22:00:00.000Z', 'day 0 in the morning'],
    ['2025-06-23T22:00:00.000Z', 0, 'America/Chicago', '2025-06-24T22:00:00.000Z', 'day 0 at closing time'],
    [
      '2025-06-20T23:00:00.000Z',
      0,
      'America/Chicago',
      '2025-06-23T22:00:00.000Z',
      'day 0 on a Friday evening',
    ],
    ['2025-06-19T15:00:00.000Z', 0, 'America/Chicago', '2025-06-20T22:00:00.000Z', 'day 0 on a holiday'],
  ])('from %s, %i days, %s: %s, %s', (from, businessDays, timeZone, at) => {
    expect(dueAt({ from, businessDays, timeZone, at: '17:00' }).at).toBe(at)
  })

  test('says how it came about and by which calendar', () => {
    const input = { from: '2025-06-21T01:00:00.000Z', timeZone: 'America/Chicago', at: '17:00' }
    expect(dueAt({ ...input, businessDays: 2 })).toEqual({
      at: '2025-06-24T22:00:00.000Z',
      rule: '2 business days after 2025-06-20, 17:00 America/Chicago',
      calendar: 'us-federal-2026a',
    })
    expect(dueAt({ ...input, businessDays: 1 }).rule).toBe(
      '1 business day after 2025-06-20, 17:00 America/Chicago',
    )
  })

  test.each(['Mars/Olympus_Mons', 'Chicago', ''])("refuses the zone '%s' by name", (timeZone) => {
    const due = () => dueAt({ from: '2025-06-20T15:00:00.000Z', businessDays: 2, timeZone, at: '17:00' })
    expect(due).toThrow(UnknownTimeZoneError)
    expect(due).toThrow(`timeZone: '${timeZone}' is not an IANA time zone`)
  })

  test.each([
    ['an instant', { from: 'yesterday' }],
    ['a time', { at: '25:00' }],
    ['a count', { businessDays: -1 }],
  ])('refuses what is not %s', (_what, wrong) => {
    const input = {
      from: '2025-06-20T15:00:00.000Z',
      businessDays: 2,
      timeZone: 'UTC',
      at: '17:00',
      ...wrong,
    }
    expect(() => dueAt(input)).toThrow(RangeError)
  })

  test('is at closing time on a business day of the facility, and after the start', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(...zones),
        (from, days, timeZone) => {
          const due = dueAt({ from, businessDays: days, timeZone, at: '17:00' })
          const local = wallClock(due.at, timeZone)
          expect(local.time).toBe('17:00')
          expect(isBusinessDay(local.date)).toBe(true)
          expect(Date.parse(due.at)).toBeGreaterThan(Date.parse(from))
        },
      ),
    )
  })

  test('is later for more days, and never earlier for a later start', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.integer({ min: 0, max: 10 * 86_400_000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(...zones),
        (from, laterMs, days, timeZone) => {
          const later = new Date(Date.parse(from) + laterMs).toISOString()
          const due = (start: string, businessDays: number) =>
            Date.parse(dueAt({ from: start, businessDays, timeZone, at: '17:00' }).at)
          expect(due(from, days + 1)).toBeGreaterThan(due(from, days))
          expect(due(from, 1)).toBeGreaterThanOrEqual(due(from, 0))
          expect(due(later, days)).toBeGreaterThanOrEqual(due(from, days))
        },
      ),
    )
  })
})
