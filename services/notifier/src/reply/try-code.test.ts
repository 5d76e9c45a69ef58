import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { publishedAt } from '../letters/testing/sample-recall.ts'
import { code, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
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

describe('a code', () => {
  test.each(['', 'test', '12345', '1234567'])('the malformed code %j changes nothing', async (typed) => {
    const before = await backEnd.letters.get(desk.letterId)
    const page = await desk.post(desk.path('/open'), { code: typed })
    expect(page.statusCode).toBe(422)
    expect(factsShown(page.body)).toEqual([])
    expect(await backEnd.letters.get(desk.letterId)).toEqual(before)
  })

  test('wrong codes slow the link down, and a right one sets it free', async () => {
    for (const _try of [1, 2, 3]) {
      const page = await desk.post(desk.path('/open'), { code: '000000' })
      expect(page.statusCode).toBe(422)
      expect(factsShown(page.body)).toEqual([])
    }
    const locked = await desk.post(desk.path('/open'), { code })
    expect([locked.statusCode, locked.headers['retry-after']]).toEqual([429, '60'])
    expect(factsShown(locked.body)).toEqual([])
    desk.pass(60_000)
    await desk.post(desk.path('/open'), { code: '000001' })
    desk.pass(61_000)
    expect((await desk.post(desk.path('/open'), { code })).statusCode).toBe(429)
    desk.pass(60_000)
    expect((await desk.post(desk.path('/open'), { code })).statusCode).toBe(200)
    expect((await desk.letter()).link).toMatchObject({ wrongCodes: 0 })
    expect((await desk.letter()).link?.lockedUntil).toBeUndefined()
  })

  test('of many guesses sent at once only the free ones are judged', async () => {
    const guesses = Array.from({ length: 40 }, (_guess, index) =>
      index === 30 ? code : String(100_000 + index),
    )
    const pages = await Promise.all(guesses.map((guess) => desk.post(desk.path('/open'), { code: guess })))
    const judged = pages.filter((page) => page.statusCode !== 429)
    expect(judged.length).toBeLessThanOrEqual(3)
    expect((await desk.letter()).link?.wrongCodes).toBe(judged.length)
  })

  test('the tenth wrong code is an event', async () => {
    for (let times = 0; times < 10; times += 1) {
      await desk.post(desk.path('/open'), { code: '000000' })
      desk.pass(3_600_000)
    }
    expect((await backEnd.outbox.waiting()).count).toBe(1)
  })

  test('a form from another site is refused', async () => {
    const page = await desk.post(desk.path('/open'), { code }, { origin: 'https://evil.example.com' })
    expect(page.statusCode).toBe(403)
  })
})
