import { expect, test } from 'vitest'
import { measure } from './measure.ts'
import type { Comparison, Contender } from './scenario.ts'

let now = 0
const stopwatch = () => now
const scenario = { name: 'walking', unit: 'steps/s/core' }
const turns = { warmUps: 1, runs: 3 }

/** Takes so many milliseconds and gives an answer per item. */
const walker = (
  name: string,
  takes: number,
  rest: Partial<Contender> = {},
  answer = (item: number) => item,
) => {
  const contender = {
    name,
    works: 0,
    work: () => {
      now += takes
      contender.works += 1
      return (items: number) => Array.from({ length: items }, (_, item) => answer(item)).join()
    },
    ...rest,
  }
  return contender
}

const compare = (rest: Partial<Comparison>, measures: 'rate' | 'duration' = 'rate') =>
  measure(
    { ...scenario, measures },
    { items: 100, turns, ours: walker('ours', 10), peers: [], ...rest },
    stopwatch,
  )

test('a slow peer handles fewer items in fewer turns, and its rate is of those', async () => {
  const slow = walker('slow', 50, { items: 5, turns: { warmUps: 0, runs: 2 } })
  const ours = walker('ours', 10)
  const result = await compare({ ours, peers: [slow] })
  expect(result).toMatchObject({
    ours: { value: 10_000 },
    peers: { slow: { value: 100 } },
    ratio: { slow: 100 },
  })
  expect([ours.works, slow.works]).toEqual([4, 2])
  expect(result.sameAnswers).toBe(true)
})

test.each([
  [4, false],
  [5, true],
])('an answer to item %i that differs is seen among the first five: agreed %s', async (wrong, agreed) => {
  const peer = walker('peer', 10, { items: 5 }, (item) => (item === wrong ? -1 : item))
  expect((await compare({ peers: [peer] })).sameAnswers).toBe(agreed)
})

test('what must be true besides the digests can fail the comparison', async () => {
  expect((await compare({ agrees: async () => false })).sameAnswers).toBe(false)
  expect((await compare({ agrees: () => true })).sameAnswers).toBe(true)
})

test('one beside the comparison is timed for a figure, and its answers do not count', async () => {
  const smaller = walker('smaller', 5, {}, () => 0)
  const result = await compare({
    besides: [smaller],
    figures: (readValue) => ({ smaller: readValue(smaller) }),
  })
  expect(result).toMatchObject({ figures: { smaller: 20_000 }, peers: {}, sameAnswers: true })
})

test('of durations the median of all timed runs counts, and the shorter is faster', async () => {
  let run = 0
  const ours = walker('ours', 10, { durations: () => (run++ === 0 ? [2, 4, 100] : [2, 4]) })
  const peer = walker('peer', 10, { durations: () => [12] })
  const result = await compare({ ours, peers: [peer] }, 'duration')
  expect(result).toMatchObject({
    ours: { value: 4, p50: 4, p99: 100 },
    peers: { peer: { value: 12 } },
    ratio: { peer: 3 },
  })
})

test('a throughput is of the wall, whatever the processor did meanwhile', async () => {
  let wall = 0
  const sleeper = walker('ours', 1)
  const advance = (ms: number) => {
    wall += ms
    return sleeper.work()
  }
  const work = () => advance(50)
  const peer = { ...walker('peer', 1), work: () => advance(25) }
  const comparison = { items: 100, turns, ours: { name: 'ours', work }, peers: [peer] }
  const result = await measure({ ...scenario, measures: 'throughput' }, comparison, stopwatch, () => wall)
  expect(result).toMatchObject({
    ours: { value: 2_000 },
    peers: { peer: { value: 4_000 } },
    ratio: { peer: 0.5 },
  })
})
