import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { compareStoring } from './store-inventory.ts'

test('what the pipeline stores and judges is what the rules of the domain say, as in the bare loops', async () => {
  const comparison = await compareStoring({ recalls: 40, rows: 60, turns: { warmUps: 1, runs: 1 } })
  const result = await measure({ name: 'few', unit: 'rows/s' }, comparison, () => performance.now())
  expect(result).toMatchObject({ sameAnswers: true, figures: { recalls: 40, rows: 60 } })
  expect(result.ours.value).toBeGreaterThan(0)
  await comparison.close?.()
})
