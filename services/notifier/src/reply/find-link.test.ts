import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { after, newestPlan, withInitialLetter } from '../letters/testing/sample-case.ts'
import { coordinator, publishedAt } from '../letters/testing/sample-recall.ts'
import { code, letterWithLink, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { factsShown, wholeReply } from './testing/reply-forms.ts'

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

describe('links that lead nowhere', () => {
  test('a changed, made-up or malformed token shows no facts', async () => {
    const last = desk.token.at(-1) === 'A' ? 'Q' : 'A'
    for (const token of [
      `${desk.token.slice(0, -1)}${last}`,
      letterWithLink(newestPlan(withInitialLetter()), 'other').token,
      'r1.x.y',
      'x',
    ]) {
      const page = await desk.get(`/r/${token}`)
      expect(page.statusCode).toBe(404)
      expect(page.body).not.toContain('FA-2025-019')
    }
  })

  test('an expired link says so and can be renewed', async () => {
    desk.pass(31 * 86_400_000)
    for (const page of [await desk.get(desk.path()), await desk.post(desk.path('/open'), { code })]) {
      expect(page.statusCode).toBe(410)
      expect(page.body).toContain('Mail a new code')
      expect(factsShown(page.body)).toEqual([])
    }
    await desk.post(desk.path('/fresh-code'), { email: coordinator.email })
    expect(newestPlan(await desk.onCase()).kind).toBe('fresh-code')
  })

  test('a link is replaced once the fresh one was sent, not before', async () => {
    await desk.post(desk.path('/fresh-code'), { email: coordinator.email })
    const fresh = letterWithLink(newestPlan(await desk.onCase()), 'fresh')
    await desk.saveLetter({ ...fresh.letter, state: 'sending' })
    expect((await desk.get(desk.path())).statusCode).toBe(200)
    await desk.saveLetter(fresh.letter)
    const old = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase()))
    expect(old.statusCode).toBe(410)
    expect(factsShown(old.body)).toEqual([])
    expect((await desk.onCase()).replies).toEqual([])
    expect((await desk.get(`/r/${fresh.token}`)).statusCode).toBe(200)
  })

  test('a link of a letter that was taken back, or of a closed recall, is refused', async () => {
    const letter = await desk.letter()
    await desk.saveLetter({ ...letter, state: 'cancelled' })
    expect((await desk.get(desk.path())).statusCode).toBe(403)
    await desk.saveLetter(letter)
    await desk.saveCase(after(await desk.onCase(), { kind: 'CloseCase', outcome: 'terminated' }, publishedAt))
    const page = await desk.get(desk.path())
    expect(page.statusCode).toBe(410)
    expect(page.body).toContain('No reply is needed any more')
    expect(factsShown(page.body)).toEqual([])
  })
})

describe('a fresh code', () => {
  test('is planned for the right address only, and the page never tells', async () => {
    const wrong = await desk.post(desk.path('/fresh-code'), { email: 'someone@example.net' })
    expect(newestPlan(await desk.onCase()).kind).toBe('initial')
    const right = await desk.post(desk.path('/fresh-code'), { email: ` ${coordinator.email.toUpperCase()} ` })
    expect(newestPlan(await desk.onCase()).kind).toBe('fresh-code')
    const again = await desk.post(desk.path('/fresh-code'), { email: coordinator.email })
    expect((await desk.onCase()).letters).toHaveLength(2)
    expect([right.body, again.body]).toEqual([wrong.body, wrong.body])
    expect([wrong.statusCode, right.statusCode, again.statusCode]).toEqual([200, 200, 200])
  })

  test('cannot be asked for in floods from one address', async () => {
    const ask = () =>
      desk.http.inject({
        method: 'POST',
        url: desk.path('/fresh-code'),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://recalls.example.org',
        },
        payload: 'email=a%40example.net',
      })
    const codes = []
    for (let times = 0; times < 6; times += 1) codes.push((await ask()).statusCode)
    expect(codes).toEqual([200, 200, 200, 200, 200, 429])
  })
})
