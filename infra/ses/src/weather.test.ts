import { describe, expect, test } from 'vitest'
import type { PlannedEvent } from './publish-events.ts'
import type { SendRequest } from './read-send.ts'
import { answersIn, eventsIn, parseWeather, type Weather } from './weather.ts'

const sends: readonly SendRequest[] = Array.from({ length: 4_000 }, (_, index) => ({
  source: 'recalls@example.com',
  destinations: [`someone@f${index % 100}.example.org`],
  mime: new Uint8Array(),
  tags: { letterId: `letter-${index}`, attempt: '1' },
  configurationSetName: 'recalls',
}))

function weather(given: unknown): Weather {
  const parsed = parseWeather(given)
  if (typeof parsed === 'string') throw new Error(parsed)
  return parsed
}

const shareOf = (count: number): number => count / sends.length

describe('weather', () => {
  test('answers as often as its chances say, and the rest is accepted', () => {
    const answer = answersIn(weather({ seed: 7, answers: { throttle: 0.1, 'reset-after-accept': 0.05 } }))
    const answers = sends.map(answer)
    expect(shareOf(answers.filter((one) => one === 'throttle').length)).toBeCloseTo(0.1, 1)
    expect(shareOf(answers.filter((one) => one === 'reset-after-accept').length)).toBeCloseTo(0.05, 1)
    expect(shareOf(answers.filter((one) => one === 'accept').length)).toBeCloseTo(0.85, 1)
  })

  test('is the same for a letter in whatever order letters come, and another for another seed', () => {
    const chances = { answers: { error: 0.5 } }
    const forward = sends.map(answersIn(weather({ seed: 7, ...chances })))
    const backward = sends.toReversed().map(answersIn(weather({ seed: 7, ...chances })))
    expect(backward.toReversed()).toEqual(forward)
    expect(sends.map(answersIn(weather({ seed: 8, ...chances })))).not.toEqual(forward)
  })

  test('loses, silences, doubles, delays and reverses events', () => {
    const choose = eventsIn(weather({ seed: 7, events: { lost: 0.1, doubled: 0.2, late: 0.5, lateMs: 400 } }))
    const heard: readonly PlannedEvent[] = sends.flatMap(choose)
    expect(heard.length / sends.length / 2).toBeCloseTo(0.9, 1)
    expect(heard.filter(({ times }) => times === 2).length / heard.length).toBeCloseTo(0.2, 1)
    const late = heard.flatMap(({ lateMs = 0 }) => (lateMs > 0 ? [lateMs] : []))
    expect(late.length / heard.length).toBeCloseTo(0.5, 1)
    expect(Math.max(...late)).toBeLessThanOrEqual(400)
    const silent = sends.map(eventsIn(weather({ seed: 7, events: { silent: 0.2 } })))
    expect(shareOf(silent.filter((events) => events.length === 0).length)).toBeCloseTo(0.2, 1)
    const reversed = sends.map(eventsIn(weather({ seed: 7, events: { reversed: 0.3 } })))
    expect(shareOf(reversed.filter(([first]) => first?.type === 'Delivery').length)).toBeCloseTo(0.3, 1)
  })

  test('is fair where nothing is said', () => {
    const fair = weather({})
    expect(new Set(sends.map(answersIn(fair)))).toEqual(new Set(['accept']))
    expect(sends.slice(0, 1).flatMap(eventsIn(fair))).toEqual([
      { type: 'Send', times: 1, lateMs: 0 },
      { type: 'Delivery', times: 1, lateMs: 0 },
    ])
  })

  test.each([
    [7, 'write an object'],
    [{ rain: 1 }, '/rain is unknown'],
    [{ seed: 0.5 }, '/seed: write a whole number'],
    [{ answers: { explode: 0.1 } }, '/answers: write behaviours'],
    [{ answers: { throttle: 2 } }, '/answers: write behaviours'],
    [{ answers: { throttle: 0.6, error: 0.6 } }, '/answers: the chances are more than 1 together'],
    [{ events: [] }, '/events: write an object'],
    [{ events: { wet: 1 } }, '/events/wet is unknown'],
    [{ events: { lost: '1' } }, '/events: write chances'],
    [{ events: { late: 1, lateMs: -1 } }, '/events/lateMs: write milliseconds'],
  ])('%j is refused and says what to write', (given, why) => {
    expect(parseWeather(given)).toContain(why)
  })
})
