import { isHouseLetter } from '@recallwire/domain/letter/letter.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../packages/embedded/src/open-embedded.ts'
import { coordinator, engineer, organisationId, publishedAt } from '../letters/testing/sample-recall.ts'
import { meetContact } from './handle-contact-event.ts'
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

describe('a contact that was named', () => {
  test('gets one letter that asks, however often its record is told of', async () => {
    await desk.named(coordinator)
    await desk.named(coordinator, 'changed', 'corrected')
    await desk.run()
    await desk.run()
    expect(desk.mails.map(({ to, tags }) => [to, tags])).toEqual([[coordinator.email, { kind: 'contact' }]])
    const { subject, text, headers } = await desk.newest()
    expect(subject).toBe('Please confirm: recall letters for Lakeside General Hospital come to this address')
    expect(text).toContain('Lakeside Health named this address for recall letters (recall coordinator).')
    expect(headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-generated' })
  })

  test('is asked by nobody but a person where the installation asks nobody', async () => {
    const quiet = {
      ...desk.deps,
      config: { ...desk.deps.config, RECALLWIRE_VERIFY_CONTACTS: 'never' as const },
    }
    const event = await desk.named(coordinator)
    if (event.type !== 'recallwire.directory-changed.v1')
      throw new Error('the directory told of something else')
    await meetContact(quiet, event)
    expect(await desk.standing()).toBeUndefined()
  })

  test('is written to after every letter of a recall that waits', async () => {
    await desk.named(engineer)
    await desk.deliver()
    const [waiting] = await backEnd.letters.claim(
      { owner: 'w', now: publishedAt, leaseUntil: publishedAt },
      9,
    )
    expect(waiting && isHouseLetter(waiting) && waiting.contactId).toBe(engineer.contactId)
    expect(await backEnd.letters.stuck({ kind: 'service', service: 'test' }, 9)).toEqual([])
  })

  test('is verified by its code and a name, which the event does not hold, and comes first from then on', async () => {
    await desk.named(engineer)
    await desk.run()
    expect((await desk.facts()).map(({ contactId }) => contactId)).toEqual([
      coordinator.contactId,
      engineer.contactId,
    ])
    const page = await desk.answer({ name: 'Ruben Salas' })
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('the address is confirmed')])
    expect((await desk.facts()).map(({ contactId, standing }) => [contactId, standing])).toEqual([
      [engineer.contactId, 'verified'],
      [coordinator.contactId, 'unverified'],
    ])
    await desk.deliver()
    const told = desk.seen.filter(({ type }) => type === 'recallwire.contact-changed.v1')
    expect(told).toMatchObject([
      { data: { event: { kind: 'VerificationAsked' } } },
      { data: { event: { kind: 'VerificationAnswered', confirmed: true } }, actor: { role: 'link-holder' } },
    ])
    expect(JSON.stringify(told)).not.toContain('Ruben')
    const { answer: given } = (await backEnd.standings.get(engineer.contactId))?.document ?? {}
    expect((await backEnd.personal.get(given?.personalRef ?? ''))?.value).toEqual({ name: 'Ruben Salas' })
  })

  test('may say that the letters are none of his business, and may say otherwise later', async () => {
    await desk.named(coordinator)
    await desk.run()
    expect((await desk.answer({ answer: 'no' })).body).toContain('Your answer is recorded')
    expect((await desk.facts()).map(({ standing }) => standing)).toEqual(['unverified', 'declined'])
    await desk.answer({ answer: 'yes' })
    expect((await desk.facts())[0]).toMatchObject({ contactId: coordinator.contactId, standing: 'verified' })
  })

  test('answers once by a form that is sent twice', async () => {
    await desk.named(coordinator)
    await desk.run()
    const [first, second] = [await desk.answer({}), await desk.answer({})]
    expect([first.statusCode, second.statusCode]).toEqual([200, 200])
    await desk.deliver()
    const answered = desk.seen.filter((event) => JSON.stringify(event.data).includes('VerificationAnswered'))
    expect(answered).toHaveLength(1)
  })

  test('is asked again at a person’s wish alone, not within ten minutes, and never once it is verified', async () => {
    await desk.named(coordinator)
    await desk.run()
    expect((await desk.askAgain('1')).statusCode).toBe(429)
    desk.pass(600_000)
    expect((await desk.askAgain('2')).statusCode).toBe(202)
    await desk.run()
    expect(desk.mails).toHaveLength(2)
    await desk.answer({})
    desk.pass(600_000)
    expect((await desk.askAgain('3')).statusCode).toBe(409)
  })

  test('who bounced is unreachable, and was not asked by a letter of a case', async () => {
    await desk.named(coordinator)
    await desk.run()
    const letterId = desk.mails[0]?.letterId ?? ''
    const bounced = {
      kind: 'LetterBounced',
      attempt: 1,
      at: publishedAt,
      permanent: true,
      reached: false,
      because: 'NoEmail',
    } as const
    const data = { letterId, about: 'contact', organisationId, event: bounced } as const
    await desk.say('recallwire.house-letter-changed.v1', data)
    await desk.deliver()
    expect((await desk.facts()).map(({ standing }) => standing)).toEqual(['unverified', 'unreachable'])
    expect(await desk.cases()).toEqual([])
  })
})
