import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { prepareCompose } from './compose.ts'

const limitMs = 120_000

test(
  'the SDK hands over the same bytes as were composed, and every part has its cost',
  async () => {
    const comparison = await prepareCompose(21, 1)
    const once = { ...comparison, turns: { warmUps: 0, runs: 1 } }
    const result = await measure({ name: 'few', unit: 'letters/s' }, once, () => performance.now())
    expect(result.sameAnswers).toBe(true)
    const { bytesPerLetter, renderUs, formUs, mimeUs } = result.figures ?? {}
    for (const figure of [bytesPerLetter, renderUs, formUs, mimeUs]) expect(figure).toBeGreaterThan(0)
    await comparison.close?.()
  },
  limitMs,
)
