import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDepartures } from './departures.ts'

/** When letters leave that are all there at once, and of which each leaves `late` ms after it might. */
function leaveAll(rate: number, count: number, late: (index: number) => number = () => 0): readonly number[] {
  const departures = createDepartures(rate)
  const times: number[] = []
  let now = 0
  for (let index = 0; index < count; index += 1) {
    now += (departures.waitMs(now) ?? Number.NaN) + late(index)
    departures.leave(now)
    times.push(now)
  }
  return times
}

/** The most departures in any window of a second. */
const mostInASecond = (times: readonly number[]) =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1_000).length))

describe('departures', () => {
  test.each([1, 3, 14, 100, 500])('fill %i a second to ninety-nine in a hundred', (rate) => {
    const times = leaveAll(rate, rate * 10)
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000
    expect(mostInASecond(times)).toBe(rate)
    expect((times.length - 1) / seconds / rate).toBeGreaterThan(0.99)
  })

  test('never crowd a second, however late each one is and however the rate changes', () => {
    const input = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom(0, 0, 0, 14, 3, 1)), {
      minLength: 1,
      maxLength: 120,
    })
    fc.assert(
      fc.property(input, (steps) => {
        const departures = createDepartures(14)
        const times: number[] = []
        let now = 0
        for (const [late, rate] of steps) {
          if (rate > 0) departures.setRate(rate)
          now += (departures.waitMs(now) ?? 0) + late
          departures.leave(now)
          times.push(now)
        }
        expect(mostInASecond(times)).toBeLessThanOrEqual(14)
      }),
    )
  })

  test('count from when they leave, however long after their turn that is', () => {
    const input = fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.boolean()), {
      minLength: 1,
      maxLength: 120,
    })
    fc.assert(
      fc.property(input, (steps) => {
        const departures = createDepartures(14)
        const times: number[] = []
        let now = 0
        for (const [late, leaves] of steps) {
          now += departures.waitMs(now) ?? 0
          const departure = departures.leave(now)
          if (leaves) {
            departure.at(now + late)
            times.push(now + late)
          } else departure.cancel()
        }
        expect(mostInASecond(times)).toBeLessThanOrEqual(14)
      }),
    )
  })

  test('that do not happen make room for others', () => {
    const departures = createDepartures(1)
    departures.leave(0).cancel()
    expect(departures.waitMs(0)).toBe(0)
  })

  test('after a pause do not leave all at once', () => {
    const times = leaveAll(100, 100)
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(450)
  })

  test('stop at no rate, and go on with one', () => {
    const departures = createDepartures(0)
    expect(departures.waitMs(0)).toBeUndefined()
    departures.setRate(2)
    expect(departures.waitMs(0)).toBe(0)
  })

  test('follow a lower rate at once', () => {
    const departures = createDepartures(100)
    for (let now = 0; now < 100; now += 10) departures.leave(now)
    departures.setRate(5)
    expect(departures.waitMs(100)).toBe(50 + 1_005 - 100)
  })
})
