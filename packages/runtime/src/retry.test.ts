import { describe, expect, it } from 'vitest'
import { backoffMs } from './retry.ts'

describe('back-off', () => {
  it('doubles up to the limit', () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) =>
      backoffMs(attempt, { firstMs: 100, maxMs: 1000, jitter: 0 }),
    )
    expect(waits).toEqual([50, 100, 200, 400, 500])
  })

  it.each([
    [100, 30_000, 0],
    [100, 30_000, 0.5],
    [1, 86_400_000, 0.999],
    [5_000, 1_000, 0.3],
  ])('from %d up to %d ms with jitter %d stays in bounds and never shrinks', (firstMs, maxMs, jitter) => {
    let previous = 0
    for (let attempt = 0; attempt < 2_000; attempt += 1) {
      const wait = backoffMs(attempt, { firstMs, maxMs, jitter })
      expect(wait).toBeGreaterThanOrEqual(Math.max(previous, Math.floor(Math.min(firstMs, maxMs) / 2)))
      expect(wait).toBeLessThanOrEqual(maxMs)
      previous = wait
    }
  })
})
