import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { prepareEventToMail, prepareEventToSes } from './event-to-mail.ts'

const size = { facilities: 4, recalls: 4, others: 5 }
const limitMs = 120_000

test(
  'of a load every hundredth event becomes a letter on a null transport, as by the usual stack',
  async () => {
    const comparison = await prepareEventToMail({ perSecond: 1_000, seconds: 0.2, runs: 1 }, size)
    const result = await measure({ name: 'few', unit: 'ms', measures: 'duration' }, comparison, () => 0)
    expect(result).toMatchObject({ sameAnswers: true, figures: { events: 200, letters: 2 } })
    expect(result.ours.p50).toBeGreaterThan(0)
    await comparison.close?.()
  },
  limitMs,
)

test(
  'every event of a recalled product becomes a letter that the mail service accepts',
  async () => {
    const comparison = await prepareEventToSes(5, 1, size)
    const result = await measure(
      { name: 'few', unit: 'letters/s', measures: 'throughput' },
      comparison,
      () => 0,
    )
    expect(result.sameAnswers).toBe(true)
    expect(result.ours.value).toBeGreaterThan(0)
    await comparison.close?.()
  },
  limitMs,
)
