import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../packages/embedded/src/open-embedded.ts'
import { idempotencyAfterRestart } from './idempotency-after-restart.ts'

const openedAt = '2025-06-20T14:00:00.000Z'
const request = { organisationKey: 'a', key: 'draft-1', bodyHash: 'x', staleAfterMs: 60_000 }

let backEnd: BackEnd
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => openedAt })
})
afterEach(() => backEnd.close())

const begunAt = async (begun: string, retriedAt: string) => {
  await backEnd.idempotency.begin({ ...request, at: begun })
  return idempotencyAfterRestart(backEnd.idempotency, openedAt).begin({ ...request, at: retriedAt })
}

describe('a retry after the process was killed', () => {
  test('of a request that the killed process had begun runs at once', async () => {
    expect(await begunAt('2025-06-20T13:59:59.999Z', '2025-06-20T14:00:01.000Z')).toEqual({ kind: 'started' })
  })

  test('of a request that this process has begun waits while it may still run', async () => {
    expect(await begunAt('2025-06-20T14:00:01.000Z', '2025-06-20T14:01:00.999Z')).toEqual({ kind: 'running' })
  })

  test('of a request that this process has begun is taken over once it can no longer run', async () => {
    expect(await begunAt('2025-06-20T14:00:01.000Z', '2025-06-20T14:01:01.000Z')).toEqual({ kind: 'started' })
  })

  test('still waits when the clock was set back meanwhile', async () => {
    expect(await begunAt('2025-06-20T13:59:30.000Z', '2025-06-20T13:59:31.000Z')).toEqual({ kind: 'running' })
  })

  test('gets the first answer where there was one', async () => {
    const store = idempotencyAfterRestart(backEnd.idempotency, openedAt)
    const at = '2025-06-20T13:59:00.000Z'
    const answer = { status: 201, body: '{}', contentType: 'application/json' }
    await backEnd.idempotency.begin({ ...request, at })
    await backEnd.idempotency.finish({ ...request, ...answer, at })
    expect(await store.begin({ ...request, at: openedAt })).toEqual({ kind: 'answered', ...answer })
  })
})
