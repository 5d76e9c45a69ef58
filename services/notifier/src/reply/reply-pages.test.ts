import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import {
  after,
  newestPlan,
  pump,
  secondPump,
  tubing,
  unreadPump,
  withInitialLetter,
} from '../letters/testing/sample-case.ts'
import { coordinator, facility, publishedAt } from '../letters/testing/sample-recall.ts'
import type { FormValues } from './form-fields.ts'
import { code, letterWithLink, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'

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

const formId = '0123456789abcdef0123456789abcdef'

const wholeReply = async (more: FormValues = {}): Promise<FormValues> => ({
  code,
  formId,
  revision: '1',
  understood: 'yes',
  holding: 'some',
  [`disposition-${pump.custodyId}`]: 'isolated',
  [`software-${pump.custodyId}`]: '5.02.1',
  [`disposition-${secondPump.custodyId}`]: 'found',
  [`software-${secondPump.custodyId}`]: '6.04',
  [`disposition-${tubing.custodyId}`]: 'used',
  [`quantity-${tubing.custodyId}`]: '12',
  [`disposition-${tubing.custodyId}-2`]: 'returned',
  [`quantity-${tubing.custodyId}-2`]: '28',
  [`disposition-${unreadPump.custodyId}`]: 'isolated',
  [`serial-${unreadPump.custodyId}`]: '765 999',
  duty: (await desk.onCase()).duties.map((duty) => duty.dutyId),
  name: 'Dana Whitfield',
  role: 'Recall coordinator',
  phone: '',
  ...more,
})

const path = (step = '') => `/r/${desk.token}${step}`
/** What only someone with the code may see. */
const factsOfFacility = [
  '765201',
  'BME-0417',
  'L2207 (40',
  facility.name,
  coordinator.name,
  coordinator.email,
]
const expectNoFacts = (body: string) => {
  for (const fact of factsOfFacility) expect(body).not.toContain(fact)
}

describe('before the code', () => {
  test('the link shows public facts and nothing of the facility', async () => {
    const page = await desk.get(path())
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Meridian infusion pumps with the wrong software')
    expect(page.body).toContain('FA-2025-019')
    expect(page.body).toContain('800-555-0142')
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['referrer-policy']).toBe('same-origin')
    expectNoFacts(page.body)
  })

  test.each(['', 'test', '12345', '1234567'])('the malformed code %j changes nothing', async (typed) => {
    const before = await backEnd.letters.get(desk.letterId)
    const page = await desk.post(path('/open'), { code: typed })
    expect(page.statusCode).toBe(422)
    expectNoFacts(page.body)
    expect(await backEnd.letters.get(desk.letterId)).toEqual(before)
  })

  test('wrong codes slow the link down, and a right one sets it free', async () => {
    for (const _try of [1, 2, 3]) {
      const page = await desk.post(path('/open'), { code: '000000' })
      expect(page.statusCode).toBe(422)
      expectNoFacts(page.body)
    }
    const locked = await desk.post(path('/open'), { code })
    expect([locked.statusCode, locked.headers['retry-after']]).toEqual([429, '60'])
    expectNoFacts(locked.body)
    desk.pass(60_000)
    await desk.post(path('/open'), { code: '000001' })
    desk.pass(61_000)
    expect((await desk.post(path('/open'), { code })).statusCode).toBe(429)
    desk.pass(60_000)
    expect((await desk.post(path('/open'), { code })).statusCode).toBe(200)
    expect((await desk.letter()).link).toMatchObject({ wrongCodes: 0 })
    expect((await desk.letter()).link?.lockedUntil).toBeUndefined()
  })

  test('of many guesses sent at once only the free ones are judged', async () => {
    const guesses = Array.from({ length: 40 }, (_guess, index) =>
      index === 30 ? code : String(100_000 + index),
    )
    const pages = await Promise.all(guesses.map((guess) => desk.post(path('/open'), { code: guess })))
    const judged = pages.filter((page) => page.statusCode !== 429)
    expect(judged.length).toBeLessThanOrEqual(3)
    expect((await desk.letter()).link?.wrongCodes).toBe(judged.length)
  })

  test('the tenth wrong code is an event', async () => {
    for (let times = 0; times < 10; times += 1) {
      await desk.post(path('/open'), { code: '000000' })
      desk.pass(3_600_000)
    }
    expect((await backEnd.outbox.waiting()).count).toBe(1)
  })

  test('a form from another site is refused', async () => {
    const page = await desk.post(path('/open'), { code }, { origin: 'https://evil.example.com' })
    expect(page.statusCode).toBe(403)
  })
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
    for (const page of [await desk.get(path()), await desk.post(path('/open'), { code })]) {
      expect(page.statusCode).toBe(410)
      expect(page.body).toContain('Mail a new code')
      expectNoFacts(page.body)
    }
    await desk.post(path('/fresh-code'), { email: coordinator.email })
    expect(newestPlan(await desk.onCase()).kind).toBe('fresh-code')
  })

  test('a link is replaced once the fresh one was sent, not before', async () => {
    await desk.post(path('/fresh-code'), { email: coordinator.email })
    const fresh = letterWithLink(newestPlan(await desk.onCase()), 'fresh')
    await desk.saveLetter({ ...fresh.letter, state: 'sending' })
    expect((await desk.get(path())).statusCode).toBe(200)
    await desk.saveLetter(fresh.letter)
    const old = await desk.post(path('/reply'), await wholeReply())
    expect(old.statusCode).toBe(410)
    expectNoFacts(old.body)
    expect((await desk.onCase()).replies).toEqual([])
    expect((await desk.get(`/r/${fresh.token}`)).statusCode).toBe(200)
  })

  test('a link of a letter that was taken back, or of a closed recall, is refused', async () => {
    const letter = await desk.letter()
    await desk.saveLetter({ ...letter, state: 'cancelled' })
    expect((await desk.get(path())).statusCode).toBe(403)
    await desk.saveLetter(letter)
    await desk.saveCase(after(await desk.onCase(), { kind: 'CloseCase', outcome: 'terminated' }, publishedAt))
    const page = await desk.get(path())
    expect(page.statusCode).toBe(410)
    expect(page.body).toContain('No reply is needed any more')
    expectNoFacts(page.body)
  })
})

describe('a fresh code', () => {
  test('is planned for the right address only, and the page never tells', async () => {
    const wrong = await desk.post(path('/fresh-code'), { email: 'someone@example.net' })
    expect(newestPlan(await desk.onCase()).kind).toBe('initial')
    const right = await desk.post(path('/fresh-code'), { email: ` ${coordinator.email.toUpperCase()} ` })
    expect(newestPlan(await desk.onCase()).kind).toBe('fresh-code')
    const again = await desk.post(path('/fresh-code'), { email: coordinator.email })
    expect((await desk.onCase()).letters).toHaveLength(2)
    expect([right.body, again.body]).toEqual([wrong.body, wrong.body])
    expect([wrong.statusCode, right.statusCode, again.statusCode]).toEqual([200, 200, 200])
  })

  test('cannot be asked for in floods from one address', async () => {
    const ask = () =>
      desk.http.inject({
        method: 'POST',
        url: path('/fresh-code'),
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

describe('the reply form', () => {
  test('lists every unit with nothing chosen beforehand', async () => {
    const page = await desk.post(path('/open'), { code })
    expect(page.statusCode).toBe(200)
    for (const mark of ['Serial 765201', 'Serial 765388', 'Lot L2207', 'No serial or lot'])
      expect(page.body).toContain(mark)
    expect(page.body).not.toMatch(/ (checked|selected)[ >]/)
    expect(page.body).toContain('What is the serial number on the label?')
    expect(page.body).toContain('My typed name is my signature')
  })

  test('a whole reply is recorded, completes the case, and says what follows for each unit', async () => {
    const page = await desk.post(path('/reply'), await wholeReply())
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Your reply is recorded')
    expect(page.body).toContain(
      'Needs service. Keep the pump out of use and call the firm to arrange service.',
    )
    expect(page.body).toContain('Cleared by inspection. The pump may be used again.')
    expect(page.body).toContain('Dana Whitfield, Recall coordinator')
    const on = await desk.onCase()
    expect(on.status).toBe('done')
    expect(on.replies[0]).toMatchObject({ channel: 'link', letterId: desk.letterId, holdsNone: false })
    expect(on.replies[0]?.units.map((unit) => [unit.disposition, unit.outcome])).toEqual([
      ['isolated', 'needs-service'],
      ['found', 'cleared-by-inspection'],
      ['used', 'none'],
      ['returned', 'none'],
      ['isolated', 'needs-service'],
    ])
  })

  test('the same form sent twice, also at once, is one reply and shows the same page', async () => {
    const form = await wholeReply()
    const [first, second] = await Promise.all([
      desk.post(path('/reply'), form),
      desk.post(path('/reply'), form),
    ])
    desk.pass(120_000)
    const third = await desk.post(path('/reply'), form)
    expect((await desk.onCase()).replies).toHaveLength(1)
    expect([second?.body, third.body]).toEqual([first?.body, first?.body])
  })

  test('gone back to and corrected, the form is another reply that supersedes and keeps the first', async () => {
    await desk.post(path('/reply'), await wholeReply())
    desk.pass(60_000)
    const again = await desk.post(path('/open'), { code })
    expect(again.body).toContain('There is a reply already')
    expect(again.body).toContain('Answered before:')
    await desk.post(path('/reply'), await wholeReply({ [`disposition-${pump.custodyId}`]: 'returned' }))
    const on = await desk.onCase()
    expect(on.replies).toHaveLength(2)
    expect(on.units.find((unit) => unit.custodyId === pump.custodyId)?.answers[0]?.disposition).toBe(
      'returned',
    )
    expect(on.replies[0]?.units[0]?.disposition).toBe('isolated')
  })

  test('a partial reply is recorded as such', async () => {
    const form = await wholeReply({
      [`disposition-${pump.custodyId}`]: '',
      [`software-${pump.custodyId}`]: '',
    })
    const page = await desk.post(path('/reply'), form)
    expect(page.body).toContain('1 unit has no answer yet')
    expect((await desk.onCase()).status).toBe('open')
  })

  test('every field at fault is named at once, values are kept and nothing is saved', async () => {
    const form = await wholeReply({
      understood: '',
      holding: '',
      name: '',
      role: 'Nurse <b>manager</b>',
      phone: 'call me',
      [`disposition-${pump.custodyId}`]: '',
      [`quantity-${tubing.custodyId}`]: 'many',
    })
    const page = await desk.post(path('/reply'), form)
    expect(page.statusCode).toBe(422)
    for (const field of [
      'understood',
      'holding',
      'name',
      'phone',
      `disposition-${pump.custodyId}`,
      `quantity-${tubing.custodyId}`,
    ]) {
      expect(page.body).toContain(`href="#${field}"`)
      expect(page.body).toContain(`id="${field}"`)
    }
    expect(page.body).toContain('value="Nurse &lt;b&gt;manager&lt;/b&gt;"')
    expect(page.body).toContain('<option value="returned" selected>')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('whoever has a question first is sent to the firm and records nothing', async () => {
    const page = await desk.post(path('/reply'), await wholeReply({ understood: 'no' }))
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Please call 800-555-0142 first')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('what the case refuses is shown at its field', async () => {
    const page = await desk.post(
      path('/reply'),
      await wholeReply({ [`quantity-${tubing.custodyId}-2`]: '29' }),
    )
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('The lines add up to 41; 40 are on record here.')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('a notice revised in the meantime is read again before it is signed', async () => {
    const page = await desk.post(path('/reply'), await wholeReply({ revision: '0' }))
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('The notice was changed while you were writing')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('a reply without the code records nothing', async () => {
    for (const wrong of ['', '000000']) {
      const page = await desk.post(path('/reply'), await wholeReply({ code: wrong }))
      expect(page.statusCode).toBe(422)
      expectNoFacts(page.body)
    }
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('"we hold none" takes two steps and answers every unit on record', async () => {
    const form: FormValues = {
      code,
      formId,
      revision: '1',
      understood: 'yes',
      holding: 'none',
      duty: (await desk.onCase()).duties.map((duty) => duty.dutyId),
      name: 'Dana Whitfield',
      role: 'Recall coordinator',
    }
    const asked = await desk.post(path('/reply'), form)
    expect(asked.body).toContain('Units on record')
    expect(asked.body).toContain('Serial 765201')
    expect((await desk.onCase()).replies).toEqual([])
    const done = await desk.post(path('/reply'), hiddenOf(asked.body))
    expect(done.body).toContain('You answered that you hold none of these products.')
    const on = await desk.onCase()
    expect(on.replies[0]?.units.every((unit) => unit.disposition === 'not-held')).toBe(true)
    expect([on.replies[0]?.units.length, on.status]).toEqual([4, 'done'])
  })

  test('"we hold none" contradicts a unit that was isolated', async () => {
    const page = await desk.post(path('/reply'), await wholeReply({ holding: 'none' }))
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('this answer says that the unit is here')
  })
})

describe('several senders and units in question', () => {
  beforeEach(async () => {
    const on = after(
      await desk.onCase(),
      {
        kind: 'AddSender',
        duty: { kind: 'distributor', senderName: 'Prairie Supply Co.', reference: 'PS-8841' },
      },
      publishedAt,
    )
    await desk.saveCase(after(on, { kind: 'QuestionLocation', custodyId: pump.custodyId }, publishedAt))
  })

  test('at least one sender is ticked, and only ticked ones are answered', async () => {
    const none = await desk.post(path('/reply'), await wholeReply({ duty: [] }))
    expect(none.statusCode).toBe(422)
    expect(none.body).toContain('Tick at least one letter that this answers.')
    const [first, second] = (await desk.onCase()).duties
    await desk.post(path('/reply'), await wholeReply({ duty: second?.dutyId ?? '' }))
    const duties = (await desk.onCase()).duties
    expect(duties.map((duty) => [duty.dutyId, duty.dischargedAt !== undefined])).toEqual([
      [first?.dutyId, false],
      [second?.dutyId, true],
    ])
  })

  test('where a unit is can be confirmed, and must not contradict what was done with it', async () => {
    const here = `here-${pump.custodyId}`
    expect((await desk.post(path('/open'), { code })).body).toContain(
      'This serial was reported elsewhere as well.',
    )
    const torn = await desk.post(path('/reply'), await wholeReply({ [here]: 'no' }))
    expect(torn.statusCode).toBe(422)
    const gone = await wholeReply({
      [here]: 'no',
      [`disposition-${pump.custodyId}`]: '',
      [`software-${pump.custodyId}`]: '',
    })
    expect((await desk.post(path('/reply'), gone)).statusCode).toBe(200)
    const [answer] = (await desk.onCase()).replies[0]?.units ?? []
    expect(answer).toMatchObject({ custodyId: pump.custodyId, disposition: 'not-held' })
  })
})

test('a crawler that opens every page and sends every form with made-up values changes nothing', async () => {
  const before = [await desk.onCase(), await desk.letter(), await backEnd.outbox.waiting()]
  for (const step of ['', '/open', '/reply', '/fresh-code']) {
    for (const method of ['GET', 'HEAD'] as const)
      expect((await desk.get(path(step), method)).statusCode).toBeLessThan(400)
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
      const page = await desk.post(path(step), Object.fromEntries(names.map((name) => [name, value])))
      expect(page.statusCode).toBeLessThan(500)
      expectNoFacts(page.body)
    }
    expect((await desk.post(path(step), {})).statusCode).toBeLessThan(500)
  }
  expect([await desk.onCase(), await desk.letter(), await backEnd.outbox.waiting()]).toEqual(before)
})

/** What a browser sends when the only button of a page without visible fields is pressed. */
function hiddenOf(body: string): FormValues {
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
}
