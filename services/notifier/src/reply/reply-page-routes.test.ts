import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt } from '../letters/testing/sample-recall.ts'
import { openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { factsShown } from './testing/reply-forms.ts'

let backEnd: BackEnd
let desk: ReplyDesk
beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openReplyDesk(backEnd)
})
afterEach(async () => {
  await desk.close()
  await backEnd.close()
})

test('the link shows public facts and nothing of the facility', async () => {
  const page = await desk.get(desk.path())
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('Meridian infusion pumps with the wrong software')
  expect(page.body).toContain('FA-2025-019')
  expect(page.body).toContain('800-555-0142')
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.headers['referrer-policy']).toBe('same-origin')
  expect(factsShown(page.body)).toEqual([])
})

test('a crawler that opens every page and sends every form with made-up values changes nothing', async () => {
  const before = [await desk.onCase(), await desk.letter(), await backEnd.outbox.waiting()]
  for (const step of ['', '/open', '/reply', '/fresh-code']) {
    for (const method of ['GET', 'HEAD'] as const)
      expect((await desk.get(desk.path(step), method)).statusCode).toBeLessThan(400)
  }
  for (const step of ['/open', '/reply', '/fresh-code']) {
    for (const value of ['', 'test', 'https://crawler.example.net', '1']) {
      const names = [
        'code',
        'email',
        'formId',
        'revision',
        'understood',
        'holding',
        'name',
        'role',
        'duty',
        'confirmedNone',
      ]
      const page = await desk.post(desk.path(step), Object.fromEntries(names.map((name) => [name, value])))
      expect(page.statusCode).toBeLessThan(500)
      expect(factsShown(page.body)).toEqual([])
    }
    expect((await desk.post(desk.path(step), {})).statusCode).toBeLessThan(500)
  }
  expect([await desk.onCase(), await desk.letter(), await backEnd.outbox.waiting()]).toEqual(before)
})
