import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { coordinator, publishedAt } from '../letters/testing/sample-recall.ts'
import { type ContactDesk, openContactDesk } from './open-contact-desk.test-support.ts'

let backEnd: BackEnd
let desk: ContactDesk

beforeEach(async () => {
  backEnd = await openEmbedded({ file: ':memory:', realNow: () => publishedAt })
  desk = await openContactDesk(backEnd)
})
afterEach(async () => {
  await desk.close()
  await backEnd.close()
})

describe('the page behind the link', () => {
  beforeEach(async () => {
    await desk.named(coordinator)
    await desk.run()
  })

  test('changes nothing by being opened, and tells nothing of the facility', async () => {
    const { path } = await desk.newest()
    for (const method of ['GET', 'HEAD'] as const) {
      const page = await desk.http.inject({ method, url: path })
      expect(page.statusCode).toBe(200)
      expect(page.body).not.toMatch(/Lakeside|Whitfield|checked/)
    }
    expect(await desk.standing()).not.toHaveProperty('answer')
  })

  test.each([
    ['no code', { code: '' }, 'Type the six digits'],
    ['the wrong code', { code: '000000' }, 'This is not the code'],
    ['no answer', { answer: '' }, 'Choose an answer'],
    ['an answer of its own', { answer: 'maybe' }, 'Choose an answer'],
    ['no name', { name: '' }, 'Type your name'],
    ['a name of two lines', { name: 'A\r\nBcc: x' }, 'Type your name'],
  ])('refuses %s beside its field, and keeps nothing', async (_what, fields, message) => {
    const page = await desk.answer(fields)
    expect([page.statusCode, page.body]).toEqual([422, expect.stringContaining(message)])
    expect(await desk.standing()).not.toHaveProperty('answer')
  })

  test('is slowed down by wrong codes, and the right one works afterwards', async () => {
    for (let tried = 0; tried < 3; tried += 1) await desk.answer({ code: '000000' })
    const locked = await desk.answer({})
    expect([locked.statusCode, locked.headers['retry-after']]).toEqual([429, '60'])
    desk.pass(60_000)
    expect((await desk.answer({})).statusCode).toBe(200)
  })

  test('is gone after thirty days, and there is none behind a made-up link or one of a reply', async () => {
    const { path } = await desk.newest()
    expect((await desk.http.inject({ method: 'GET', url: `${path.slice(0, -1)}x` })).statusCode).toBe(404)
    expect((await desk.http.inject({ method: 'GET', url: '/v/r1.abc.def' })).statusCode).toBe(404)
    desk.pass(30 * 86_400_000)
    expect((await desk.http.inject({ method: 'GET', url: path })).statusCode).toBe(410)
  })
})
