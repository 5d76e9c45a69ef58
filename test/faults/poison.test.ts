import { test } from 'vitest'
import { expectKept } from './expect-kept.ts'
import { poisonLog } from './poison/poison.ts'

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)

test(`records that nobody can handle are parked, and the others go on (FAULTS_SEED=${seed})`, async () => {
  expectKept(await poisonLog({ records: 500, bad: 20, redriven: 4 }, seed))
}, 600_000)
