import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { holdingSchema } from '@recallwire/domain/device/holding.ts'
import { openEmbedded } from '@recallwire/embedded/open-embedded.ts'
import { expect, test } from 'vitest'
import { measure } from '../measure.ts'
import { fillRegistry, keyOfProduct } from './fill-registry.ts'
import { openFilled, prepareRecallToUnits } from './recall-to-units.ts'
import { prepareStreaming } from './registry-10m.ts'

test('the store reads filled rows as holdings, and finds each by every way it has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'recallwire-fill-'))
  const file = join(folder, 'registry.sqlite')
  const realNow = () => '2026-01-05T09:00:00.000Z'
  await (await openEmbedded({ file, realNow })).close()
  fillRegistry(file, 2, 100)
  const { registry, close } = await openEmbedded({ file, realNow })
  const reader = serviceReader('matcher')
  const { items } = await registry.byKeys(reader, [keyOfProduct(1)], 3)
  expect(items).toHaveLength(3)
  for (const holding of items) {
    // Ids are shorter than derived ones; everything else is as the store writes it.
    expect(holdingSchema.shape.facts.parse(holding.facts)).toEqual(holding.facts)
    expect(Object.keys(holdingSchema.shape)).toEqual(expect.arrayContaining(Object.keys(holding)))
    expect((await registry.get(reader, holding.holdingId))?.document).toEqual(holding)
    expect((await registry.byUnit(reader, holding.unitKey)).map(({ document }) => document)).toEqual([
      holding,
    ])
  }
  await close()
  rmSync(folder, { recursive: true })
})

test('finds the same units as a bare statement', async () => {
  const comparison = prepareRecallToUnits(await openFilled(2), 3)
  const once = { ...comparison, turns: { warmUps: 0, runs: 1 } }
  const result = await measure({ name: 'few', unit: 'ms', measures: 'duration' }, once, () => 0)
  expect(result).toMatchObject({ sameAnswers: true, figures: { devices: 20_000, unitsPerRecall: 10_000 } })
  expect(result.ours.p50).toBeGreaterThan(0)
  await comparison.close?.()
})

test('streams every unit once, in the order of places, without keeping them', async () => {
  const comparison = await prepareStreaming(12, 2)
  const once = { ...comparison, turns: { warmUps: 0, runs: 1 } }
  const result = await measure({ name: 'few', unit: 'ms', measures: 'duration' }, once, () => 0)
  expect(result).toMatchObject({ sameAnswers: true, figures: { devices: 120_000 } })
  expect(result.figures?.streamedMebibytesMore).toBeLessThan(64)
  await comparison.close?.()
})
