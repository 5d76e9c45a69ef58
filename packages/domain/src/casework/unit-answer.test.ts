import { describe, expect, test } from 'vitest'
import { type Disposition, dispositions, endsCustody } from '../device/disposition.ts'
import { contentWith } from '../notice/notice.test-support.ts'
import { inspect, isSettled } from './unit-answer.ts'

const { checks } = contentWith()
const answerOf = (disposition: Disposition, more: object = {}) => {
  const input = { custodyId: 'c', disposition, ...more }
  return { ...input, replyId: 'r', ...inspect(checks, 'P1', input) }
}

describe('an inspection', () => {
  test.each<[Disposition, string | undefined, string, string]>([
    ['found', '6.02', 'passed', 'cleared-by-inspection'],
    ['found', '8.01', 'failed', 'needs-service'],
    ['found', undefined, 'not-read', 'needs-service'],
    ['isolated', '6.02', 'passed', 'cleared-by-inspection'],
    ['isolated', 'smudged', 'not-read', 'needs-service'],
    ['corrected', '6.02', 'passed', 'none'],
    ['cannot-locate', undefined, 'not-read', 'none'],
    ['returned', '8.01', 'failed', 'none'],
  ])('of a unit %s at %s is %s and its outcome %s', (disposition, softwareVersion, result, outcome) => {
    const read = inspect(checks, 'P1', { custodyId: 'c', disposition, softwareVersion })
    expect([read.inspections[0]?.result, read.outcome]).toEqual([result, outcome])
  })

  test('asks nothing about a product without checks', () => {
    expect(inspect(checks, 'P2', { custodyId: 'c', disposition: 'found' })).toEqual({
      inspections: [],
      outcome: 'none',
    })
  })
})

describe('a unit', () => {
  test('is settled by every answer but that it was found', () => {
    const settled = dispositions.filter((disposition) => isSettled([answerOf(disposition)], 1))
    expect(settled).toEqual(dispositions.filter((disposition) => disposition !== 'found'))
    expect(isSettled([], 1)).toBe(false)
    expect(isSettled([answerOf('found', { softwareVersion: '6.1' })], undefined)).toBe(true)
  })

  test.each([
    [[['returned', 6]], 10, false],
    [
      [
        ['returned', 6],
        ['used', 4],
      ],
      10,
      true,
    ],
    [
      [
        ['returned', 6],
        ['found', 4],
      ],
      10,
      false,
    ],
    [[['returned', undefined]], 10, true],
    [[['returned', 40]], undefined, true],
  ] as const)('with %j of %s is settled: %s', (lines, quantity, settled) => {
    const answers = lines.map(([disposition, count]) =>
      answerOf(disposition, count === undefined ? {} : { quantity: count }),
    )
    expect(isSettled(answers, quantity)).toBe(settled)
  })

  test('leaves the facility by some answers and not by others', () => {
    expect(dispositions.filter(endsCustody)).toEqual([
      'returned',
      'destroyed',
      'used',
      'transferred',
      'not-held',
    ])
  })
})
