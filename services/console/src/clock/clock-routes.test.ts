import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import type { ConsoleDeps } from '../console-deps.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole | undefined

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
})
afterEach(async () => {
  await site?.close()
  await backEnd.close()
})

const open = async (options: Partial<ConsoleDeps>): Promise<OpenConsole> => {
  site = await openConsole(backEnd, options)
  serveSample(site.api)
  site.api.on('GET /v1/clock', { body: { now: start, movingTo: '2031-03-09T15:00:00.000Z' } })
  site.api.on('POST /v1/clock/advance', { status: 202, body: { now: start } })
  return site
}

test('a simulated clock is shown and moved by anyone who is signed in', async () => {
  const { api, get, signIn, submit } = await open({ simulatedClock: true })
  const cookie = await signIn('staff')
  const page = await get('/clock', cookie)
  expect(page.body).toContain('on the way to')
  expect(page.body).toContain('href="/clock"')
  expect((await submit('/clock', cookie, { hours: '72' })).headers.location).toBe('/clock')
  expect(api.asked.filter(({ path }) => path === '/v1/clock/advance').map(({ body }) => body)).toEqual([
    '{"hours":72}',
  ])
  await submit('/clock', cookie, { hours: '73' })
  expect(api.asked.filter(({ path }) => path === '/v1/clock/advance')).toHaveLength(1)
})

test('there is no such page where time is real', async () => {
  const { get, signIn } = await open({})
  const cookie = await signIn('operator')
  expect((await get('/clock', cookie)).statusCode).toBe(404)
  expect((await get('/', cookie)).body).not.toContain('href="/clock"')
})
