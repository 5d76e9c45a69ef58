import { describe, test } from 'vitest'
import { expectKept } from './expect-kept.ts'
import { killAtFailpoints } from './failpoints/failpoints.ts'

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)

describe('every failpoint', () => {
  test(
    'is reached, and a kill before it or after it loses nothing and doubles nothing',
    async () => expectKept(await killAtFailpoints(1, seed)),
    1_800_000,
  )
})
