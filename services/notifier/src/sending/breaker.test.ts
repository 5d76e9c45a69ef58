import { addMs } from '@recallwire/domain/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Admission, type Breaker, createBreaker } from './breaker.ts'
import type { LetterFate } from './send-letter.ts'

let now: string
let breaker: Breaker
const pass = (ms: number) => {
  now = addMs(now, ms)
}
const admit = (): Admission => {
  const admission = breaker.admit(64)
  if (admission === undefined) throw new Error('none is admitted')
  return admission
}
const waits = () => breaker.admit(64) === undefined
const round = (...fates: readonly LetterFate[]) => admit().record(fates)

beforeEach(() => {
  now = '2025-06-20T14:00:00.000Z'
  breaker = createBreaker(() => now)
})

describe('a mail service that refuses', () => {
  test('some letters for being too fast is left alone for a second, and then gets all again', () => {
    round('handled', 'later')
    expect(waits()).toBe(true)
    pass(1_000)
    expect(admit().letters).toBe(64)
  })

  test('all letters gets one at a time, after pauses that double to half a minute', () => {
    round('later', 'later')
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      pass(waitMs - 1)
      expect(waits()).toBe(true)
      pass(1)
      const probe = admit()
      expect(probe.letters).toBe(1)
      expect(waits()).toBe(true)
      probe.record(['later'])
    }
  })

  test('the account waits half a minute for a person, each time', () => {
    round('account')
    pass(29_999)
    expect(waits()).toBe(true)
    pass(1)
    round('account')
    pass(30_000)
    expect(admit().letters).toBe(1)
  })

  test('gets all again once one was taken, or refused for itself', () => {
    for (const fate of ['handled', 'letter'] as const) {
      round('later')
      pass(1_000)
      round(fate)
      expect(admit().letters).toBe(64)
    }
  })
})

test('what says nothing of the mail service opens nothing and closes nothing', () => {
  round('untried', 'slow')
  expect(admit().letters).toBe(64)
  round('later', 'untried')
  pass(1_000)
  round('untried')
  expect(admit().letters).toBe(1)
})

test('a probe that found no letter, or broke off, makes room for another', () => {
  round('later')
  pass(1_000)
  admit().record([])
  expect(admit().letters).toBe(1)
})

test('a round that began before the storm does not end the probe of another', () => {
  const early = admit()
  round('later')
  pass(1_000)
  const probe = admit()
  early.record(['untried'])
  expect(waits()).toBe(true)
  probe.record(['handled'])
  probe.record(['later'])
  expect(admit().letters).toBe(64)
})

test('none is admitted where none is wanted', () => {
  expect(breaker.admit(0)).toBeUndefined()
})
