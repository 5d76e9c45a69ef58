import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { prepareRecallToMails, prepareRecallToSes } from './recall-to-mails.ts'

const limitMs = 120_000

test(
  'a recall reaches every site once, on a null transport as by the usual stack',
  async () => {
    const comparison = await prepareRecallToMails(4, 1)
    const result = await measure({ name: 'few', unit: 'ms', measures: 'duration' }, comparison, () => 0)
    expect(result).toMatchObject({ sameAnswers: true, figures: { facilities: 4 } })
    const { firstMs = 0, lastMs = 0 } = result.figures ?? {}
    expect(firstMs).toBeGreaterThan(0)
    expect(lastMs).toBeGreaterThanOrEqual(firstMs)
    await comparison.close?.()
  },
  limitMs,
)

test(
  'a recall reaches every site once through SES, as a bare loop of the SDK does',
  async () => {
    const comparison = await prepareRecallToSes(4, 1)
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
