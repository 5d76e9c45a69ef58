import { expect, test } from 'vitest'
import { expectKept } from './expect-kept.ts'
import { countSyncs } from './fsync/fsync.ts'

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)

test(`no request is acknowledged before its data are on the disk (FAULTS_SEED=${seed})`, async ({ skip }) => {
  const result = await countSyncs(25, seed)
  if (result.skipped !== undefined) return skip(result.skipped)
  expectKept(result)
  expect(result.figures.acknowledged).toBe(25)
}, 600_000)
