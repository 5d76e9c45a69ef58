import { describe, expect, test } from 'vitest'
import { distance, instantOfField, localTime, renderTime } from './times.ts'

describe('times', () => {
  test('are told on the clock of the facility, with UTC beside them', () => {
    expect(renderTime('2031-07-01T22:00:00.000Z', 'America/Chicago').toString()).toBe(
      '<time class="text-no-wrap" datetime="2031-07-01T22:00:00.000Z" title="2031-07-01 22:00 UTC">Tue, Jul 1, 2031, 5:00 PM CDT</time>',
    )
    expect(localTime('2031-07-01T22:00:00.000Z')).toBe('Tue, Jul 1, 2031, 10:00 PM UTC')
  })

  test.each([
    ['2031-01-03T00:00:00.000Z', 'in 2 days'],
    ['2031-01-02T23:59:00.000Z', 'in 47 hours'],
    ['2031-01-01T01:00:00.000Z', 'in 1 hour'],
    ['2031-01-01T00:00:20.000Z', 'in 1 minute'],
    ['2030-12-31T23:30:00.000Z', '30 minutes ago'],
  ])('from midnight to %s is %s', (at, words) => {
    expect(distance(at, '2031-01-01T00:00:00.000Z')).toBe(words)
  })

  test.each([
    ['2031-03-06T14:30', '2031-03-06T14:30:00.000Z'],
    ['2031-02-31T25:00', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('a field with %j is %s', (text, instant) => {
    expect(instantOfField(text)).toBe(instant)
  })
})
