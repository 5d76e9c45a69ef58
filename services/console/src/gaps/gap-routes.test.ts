import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { type OpenConsole, openConsole, start } from '../testing/open-console.ts'
import { eastCaseId } from '../testing/sample-cases.ts'
import { gapReport, gapSummary } from '../testing/sample-gaps.ts'
import { recallId } from '../testing/sample-recall.ts'
import { serveSample } from '../testing/serve-sample.ts'

let backEnd: BackEnd
let site: OpenConsole
const page = `/recalls/${recallId}/gaps`

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => start })
  site = await openConsole(backEnd)
  serveSample(site.api)
})
afterEach(async () => {
  await site.close()
  await backEnd.close()
})

test('whoever is left out stands first, with the stage and since when', async () => {
  const { body } = await site.get(page, await site.signIn('editor'))
  expect(body).toContain('1 letter did not go out, and nobody was told')
  expect(body).toContain('The oldest has been owed for 1 hour')
  expect(body.indexOf('Westfield Clinic')).toBeLessThan(body.indexOf('Eastfield Hospital'))
  expect(body).toContain('no case knows of it')
  expect(body).toContain('no such address, told ')
  expect(body).toContain(`href="/cases/${eastCaseId}"`)
})

test('an operator sees the states, and no way to the units', async () => {
  const cookie = await site.signIn('operator')
  const { body } = await site.get(page, cookie)
  expect(body).toContain('Eastfield Hospital')
  expect(body).not.toContain('/cases/')
  const home = (await site.get('/', cookie)).body
  expect(home).toContain('1 letter did not go out, and nobody was told')
  expect(home.indexOf(`href="${page}"`)).toBeLessThan(home.indexOf('Letters that are stuck'))
})

test('a facility may not ask, and its page of the recall says nothing of others', async () => {
  const cookie = await site.signIn('manager')
  expect((await site.get(page, cookie)).statusCode).toBe(403)
  expect((await site.get(`/recalls/${recallId}`, cookie)).body).not.toContain('Who was written to')
})

test('the page of a recall counts who was written to, and raises no alarm when everyone was', async () => {
  const row = { owed: 3, notified: 3, told: 0, waived: 0, onItsWay: 0, gaps: 0 }
  const whole = gapReport({
    counts: { custodies: row, addressed: { ...row, owed: 0, notified: 0 } },
    items: [],
  })
  site.api.on(`GET /v1/recalls/${recallId}/gaps`, { body: whole })
  site.api.on('GET /v1/gaps', { body: gapSummary(whole) })
  const cookie = await site.signIn('regulator')
  const { body } = await site.get(`/recalls/${recallId}`, cookie)
  expect(body).toContain('in an accepted letter')
  expect(body).not.toContain('did not go out')
  expect((await site.get(page, cookie)).body).toContain('Nobody: every letter was accepted')
})

test('more facilities than a page holds are one step away', async () => {
  site.api.on(`GET /v1/recalls/${recallId}/gaps`, { body: gapReport({ next: 'f'.repeat(26) }) })
  const cookie = await site.signIn('editor')
  expect((await site.get(page, cookie)).body).toContain(`${page}?after=${'f'.repeat(26)}`)
  await site.get(`${page}?after=${'f'.repeat(26)}`, cookie)
  expect(site.api.last('GET').query.get('after')).toBe('f'.repeat(26))
})
