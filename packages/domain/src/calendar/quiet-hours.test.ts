import { describe, expect, test } from 'vitest'
import { endOfQuiet, mayWait, quietHoursSchema } from './quiet-hours.ts'

const night = { from: '20:00', until: '07:00' }

describe('quiet hours', () => {
  test.each([
    ['in the evening until the next morning', '2025-06-03T01:00:00.000Z', '2025-06-03T12:00:00.000Z'],
    ['after midnight until the same morning', '2025-06-03T06:00:00.000Z', '2025-06-03T12:00:00.000Z'],
    ['to the minute, at their end no more', '2025-06-03T12:00:00.000Z', undefined],
    ['by day not at all', '2025-06-03T20:00:00.000Z', undefined],
    ['at their very first minute', '2025-06-03T01:00:00.000Z', '2025-06-03T12:00:00.000Z'],
    ['over the night of a change of clocks', '2025-03-09T03:00:00.000Z', '2025-03-09T12:00:00.000Z'],
  ])('hold %s', (_when, at, end) => {
    expect(endOfQuiet(at, night, 'America/Chicago')).toBe(end)
  })

  test('are those of the facility, and may lie within a day', () => {
    const at = '2025-06-03T13:30:00.000Z'
    expect(endOfQuiet(at, night, 'Pacific/Honolulu')).toBe('2025-06-03T17:00:00.000Z')
    const rounds = { from: '08:00', until: '09:00' }
    expect(endOfQuiet(at, rounds, 'America/Chicago')).toBe('2025-06-03T14:00:00.000Z')
  })

  test('are written as hours, or as none', () => {
    expect(quietHoursSchema.parse('20:00-07:00')).toEqual(night)
    expect(quietHoursSchema.parse('none')).toBeUndefined()
    for (const wrong of ['', '20-7', '24:00-07:00', '20:00-07:60', '20:00'])
      expect(quietHoursSchema.safeParse(wrong).success).toBe(false)
  })

  test.each([
    ['I', false],
    [null, false],
    ['II', true],
    ['III', true],
  ] as const)('of class %s may hold a letter: %s', (recallClass, may) => {
    expect(mayWait(recallClass)).toBe(may)
  })
})
