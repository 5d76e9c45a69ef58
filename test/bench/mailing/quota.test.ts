import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { mostInASecond, prepareQuota } from './quota.ts'

const limitMs = 120_000

test('the fullest second is found wherever it begins', () => {
  expect(mostInASecond([])).toBe(0)
  expect(mostInASecond([0, 500, 999, 1_000, 1_400, 1_900])).toBe(4)
  expect(mostInASecond([3_000, 0, 2_500, 2_100])).toBe(3)
})

test(
  'our governor keeps within the account with one sender and with two, and every limiter is asked the same',
  async () => {
    const result = await measure(
      { name: 'few', unit: '%', measures: 'level' },
      await prepareQuota([50], 1_000, true),
      () => 0,
    )
    expect(result.sameAnswers).toBe(true)
    expect(Object.keys(result.peers)).toEqual(
      expect.arrayContaining(['two-senders', 'bottleneck', 'nodemailer']),
    )
    for (const { value } of [result.ours, ...Object.values(result.peers)]) expect(value).toBeGreaterThan(0)
    expect(result.figures?.['ours at 50: most in a second']).toBeLessThanOrEqual(50)
  },
  limitMs,
)
