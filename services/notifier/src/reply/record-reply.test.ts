import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { english } from '../language/english.ts'
import { pump, secondPump, tubing } from '../letters/testing/sample-case.ts'
import { facility, publishedAt } from '../letters/testing/sample-recall.ts'
import { signedText } from './signed-text.ts'
import { code, openReplyDesk, type ReplyDesk } from './testing/open-reply-desk.ts'
import { factsShown, formId, wholeReply } from './testing/reply-forms.ts'

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

describe('the reply form', () => {
  test('lists every unit with nothing chosen beforehand', async () => {
    const page = await desk.post(desk.path('/open'), { code })
    expect(page.statusCode).toBe(200)
    for (const mark of ['Serial 765201', 'Serial 765388', 'Lot L2207', 'No serial or lot'])
      expect(page.body).toContain(mark)
    expect(page.body).not.toMatch(/ (checked|selected)[ >]/)
    expect(page.body).toContain('What is the serial number on the label?')
    expect(page.body).toContain('My typed name is my signature')
  })

  test('a whole reply is recorded, completes the case, and says what follows for each unit', async () => {
    const page = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase()))
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
    const form = wholeReply(await desk.onCase())
    const [first, second] = await Promise.all([
      desk.post(desk.path('/reply'), form),
      desk.post(desk.path('/reply'), form),
    ])
    desk.pass(120_000)
    const third = await desk.post(desk.path('/reply'), form)
    expect((await desk.onCase()).replies).toHaveLength(1)
    expect([second?.body, third.body]).toEqual([first?.body, first?.body])
  })

  test('gone back to and corrected, the form is another reply that supersedes and keeps the first', async () => {
    await desk.post(desk.path('/reply'), wholeReply(await desk.onCase()))
    desk.pass(60_000)
    const again = await desk.post(desk.path('/open'), { code })
    expect(again.body).toContain('There is a reply already')
    expect(again.body).toContain('Answered before:')
    await desk.post(
      desk.path('/reply'),
      wholeReply(await desk.onCase(), { [`disposition-${pump.custodyId}`]: 'returned' }),
    )
    const on = await desk.onCase()
    expect(on.replies).toHaveLength(2)
    expect(on.units.find((unit) => unit.custodyId === pump.custodyId)?.answers[0]?.disposition).toBe(
      'returned',
    )
    expect(on.replies[0]?.units[0]?.disposition).toBe('isolated')
  })

  test('the hash of the signed statement can be made again from what is stored', async () => {
    await desk.post(desk.path('/reply'), wholeReply(await desk.onCase()))
    const [reply] = (await desk.onCase()).replies
    const units =
      reply?.units.map(({ replyId: _reply, inspections: _made, outcome: _of, ...line }) => line) ?? []
    const statement = english.pages.statement('FA-2025-019', 1, facility.name)
    const signed = signedText(statement, { holdsNone: false, units, dutyIds: reply?.dutyIds ?? [] })
    expect(reply?.statementHash).toBe(sha256Hex(signed))
  })

  test('a partial reply is recorded as such', async () => {
    const form = wholeReply(await desk.onCase(), {
      [`disposition-${pump.custodyId}`]: '',
      [`software-${pump.custodyId}`]: '',
    })
    const page = await desk.post(desk.path('/reply'), form)
    expect(page.body).toContain('1 unit has no answer yet')
    expect((await desk.onCase()).status).toBe('open')
  })

  test('one answer for all the rest leaves answers of their own, and earlier ones, alone', async () => {
    const own = wholeReply(await desk.onCase(), {
      rest: 'returned',
      [`disposition-${secondPump.custodyId}`]: '',
      [`software-${secondPump.custodyId}`]: '',
    })
    await desk.post(desk.path('/reply'), own)
    const said = async () =>
      (await desk.onCase()).units.map((unit) => unit.answers.map((answer) => answer.disposition))
    const expected = [['isolated'], ['returned'], ['used', 'returned'], ['isolated']]
    expect(await said()).toEqual(expected)
    const rest = {
      code,
      formId,
      revision: '1',
      understood: 'yes',
      holding: 'some',
      rest: 'destroyed',
      name: 'A. Nurse',
      role: 'Nurse',
    }
    const duty = (await desk.onCase()).duties.map((each) => each.dutyId)
    expect((await desk.post(desk.path('/reply'), { ...rest, duty })).statusCode).toBe(200)
    expect(await said()).toEqual(expected)
  })

  test('every field at fault is named at once, values are kept and nothing is saved', async () => {
    const form = wholeReply(await desk.onCase(), {
      understood: '',
      holding: '',
      name: '',
      role: 'Nurse <b>manager</b>',
      phone: 'call me',
      [`disposition-${pump.custodyId}`]: '',
      [`quantity-${tubing.custodyId}`]: 'many',
    })
    const page = await desk.post(desk.path('/reply'), form)
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
    const page = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { understood: 'no' }))
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Please call 800-555-0142 first')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('what the case refuses is shown at its field', async () => {
    const page = await desk.post(
      desk.path('/reply'),
      wholeReply(await desk.onCase(), { [`quantity-${tubing.custodyId}-2`]: '29' }),
    )
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('The lines add up to 41; 40 are on record here.')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('a notice revised in the meantime is read again before it is signed', async () => {
    const page = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { revision: '0' }))
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('The notice was changed while you were writing')
    expect((await desk.onCase()).replies).toEqual([])
  })

  test('a reply without the code records nothing', async () => {
    for (const wrong of ['', '000000']) {
      const page = await desk.post(desk.path('/reply'), wholeReply(await desk.onCase(), { code: wrong }))
      expect(page.statusCode).toBe(422)
      expect(factsShown(page.body)).toEqual([])
    }
    expect((await desk.onCase()).replies).toEqual([])
  })
})
