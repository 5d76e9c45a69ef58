import { serviceActor } from '@recallwire/domain/access/actor.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openCannedApi } from '../testing/canned-api.ts'
import { closedAddress } from '../testing/open-gateway.ts'
import { type Call, createTransport } from './transport.ts'

const open = (...urls: readonly string[]) =>
  createTransport(
    {
      apiUrls: () => urls,
      forwardedSecret: new Uint8Array(32).fill(7),
      fetch,
      realNow: () => new Date().toISOString(),
    },
    serviceActor('console', 'a'.repeat(26)),
    new AbortController().signal,
  )

async function listening() {
  const api = await openCannedApi()
  onTestFinished(() => api.close())
  api.on('POST /v1/reviews', { body: { done: true } })
  return api
}
const post: Call = { method: 'POST', path: '/v1/reviews', body: {} }

describe('asking the API where several processes answer it', () => {
  test('takes the next address where nobody listens at the one before', async () => {
    const api = await listening()
    const answer = await open(await closedAddress(), api.url).ask(post, z.object({ done: z.boolean() }))
    expect(answer).toEqual({ kind: 'ok', value: { done: true } })
  })

  test('takes no other where a stream was begun, since it cannot be sent once more', async () => {
    const api = await listening()
    const stream = { body: new Blob(['a']).stream(), contentType: 'text/csv' }
    await expect(
      open(await closedAddress(), api.url).ask({ method: 'POST', path: '/v1/reviews', stream }, z.unknown()),
    ).rejects.toMatchObject({ code: 'upstream-unavailable' })
    expect(api.asked).toEqual([])
  })

  test('says so where nobody listens at all', async () => {
    await expect(
      open(await closedAddress(), await closedAddress()).ask(post, z.unknown()),
    ).rejects.toMatchObject({
      code: 'upstream-unavailable',
    })
  })
})
