import { describe, test } from 'vitest'
import { expectKept } from './expect-kept.ts'
import { killUnderLoad } from './kill/kill.ts'

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
const limitMs = 900_000

describe(`killed under load (FAULTS_SEED=${seed})`, () => {
  test(
    'the one process that a user starts loses no letter and sends none twice',
    async () =>
      expectKept(
        await killUnderLoad({ workers: 1, kills: 15, seconds: 0, facilities: 20, recalls: 40 }, seed),
      ),
    limitMs,
  )

  test(
    'three processes on one data file lose no letter and send none twice',
    async () =>
      expectKept(
        await killUnderLoad({ workers: 3, kills: 20, seconds: 0, facilities: 20, recalls: 40 }, seed),
      ),
    limitMs,
  )
})
