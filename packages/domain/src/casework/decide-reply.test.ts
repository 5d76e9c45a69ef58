import { describe, expect, test } from 'vitest'
import {
  at,
  custodyOf,
  firmDuty,
  judge,
  line,
  monday,
  openStory,
  openToldStory,
  organisationId,
  recall,
  reply,
  takeSteps,
  timeZone,
  unit,
} from './case.test-support.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const distributor = {
  kind: 'AddSender',
  duty: {
    kind: 'distributor',
    senderOrganisationId: 'd'.repeat(26),
    senderName: 'Medi Supply',
    reference: 'MS-7',
  },
} as const
const whole = reply('a', { units: [line('1001', 'isolated'), line('1002', 'returned')] })

describe('a whole reply', () => {
  test('discharges the duty, ends the case and stops the ladder when it lands', () => {
    const story = openToldStory()
    expect(story.planned()).toHaveLength(4)
    expect(kinds(story.act(whole, at(1)))).toEqual([
      'ReplyReceived',
      'DutyDischarged',
      'CaseCompleted',
      ...Array(4).fill('StepCancelled'),
      'LetterPlanned',
    ])
    expect(story.current()).toMatchObject({
      status: 'done',
      duties: [{ dutyId: firmDuty, answeredBy: 'a'.repeat(26) }],
    })
    expect(story.planned()).toEqual([])
    expect(story.letters()).toEqual(['initial', 'receipt'])
  })

  test('that overtakes the word that the letter was accepted leaves nobody to be reminded', () => {
    const story = openStory()
    story.act(judge([unit('1001'), unit('1002')]))
    story.act(takeSteps())
    const letterId = story.current().letters[0]?.letterId ?? ''
    story.act(whole, at(1))
    const accepted = { kind: 'RecordLetterAccepted', letterId, acceptedAt: monday, timeZone } as const
    expect(kinds(story.act(accepted, at(1)))).toEqual(['LetterAccepted'])
    expect(story.planned()).toEqual([])
    expect(story.current().status).toBe('done')
  })

  test('is the same reply when it is submitted twice, even with other contents', () => {
    const story = openToldStory()
    story.act(whole, at(1))
    expect(story.act({ ...whole, units: [], holdsNone: true }, at(2))).toEqual([])
    expect(story.current().replies).toHaveLength(1)
  })

  test('for two senders gives each a receipt', () => {
    const story = openToldStory()
    story.act(distributor, at(0))
    const [, second] = story.current().duties
    story.mail(at(0))
    expect(story.current().letters.at(-1)).toMatchObject({
      kind: 'supplement',
      dutyIds: [second?.dutyId, firmDuty],
    })
    story.act({ ...whole, dutyIds: [firmDuty, second?.dutyId ?? '', firmDuty] }, at(1))
    const receipts = story.current().letters.filter((letter) => letter.kind === 'receipt')
    expect(receipts.map((letter) => letter.dutyIds)).toEqual([[firmDuty], [second?.dutyId]])
    expect(new Set(receipts.map((letter) => letter.letterId)).size).toBe(2)
    expect(story.current().status).toBe('done')
  })

  test('for one of two senders leaves the other one owed', () => {
    const story = openToldStory()
    story.act(distributor)
    story.act(whole, at(1))
    expect(story.current().status).toBe('open')
    expect(story.current().duties.map((duty) => duty.dischargedAt)).toEqual([at(1), undefined])
    expect(story.planned().length).toBeGreaterThan(0)
  })

  test('after the due time is accepted and marked late', () => {
    const story = openToldStory()
    story.act(reply('a', { occurredAt: at(2, '22:00'), units: [line('1001', 'isolated')] }), at(3))
    story.act(reply('b', { occurredAt: at(2, '22:01'), units: [line('1002', 'isolated')] }), at(3))
    expect(story.current().replies.map((one) => one.late)).toEqual([false, true])
    expect(story.current().status).toBe('done')
  })
})

describe('a partial reply', () => {
  test('is kept, and the ladder goes on', () => {
    const story = openToldStory()
    expect(kinds(story.act(reply('a', { units: [line('1001', 'isolated')] }), at(1)))).toEqual([
      'ReplyReceived',
      'LetterPlanned',
    ])
    expect(story.planned()).toHaveLength(4)
    expect(kinds(story.mail(at(1, '22:00')))).toEqual(['StepTaken', 'LetterPlanned'])
  })

  test('that only acknowledges answers for nothing', () => {
    const story = openToldStory()
    story.act(reply('a'), at(1))
    expect(story.current()).toMatchObject({ status: 'open', replies: [{ units: [], holdsNone: false }] })
  })

  test('that found a unit says nothing of what was done, unless the inspection cleared it', () => {
    const story = openToldStory([unit('1001')])
    story.act(reply('a', { units: [line('1001', 'found', { softwareVersion: '8.01' })] }), at(1))
    expect(story.current()).toMatchObject({
      status: 'open',
      units: [{ answers: [{ outcome: 'needs-service' }] }],
    })
    story.act(reply('b', { units: [line('1001', 'found', { softwareVersion: '6.02' })] }), at(1))
    expect(story.current()).toMatchObject({
      status: 'done',
      units: [{ answers: [{ outcome: 'cleared-by-inspection' }] }],
    })
    expect(story.current().units[0]?.verdict.value).toBe('affected')
  })

  test('of a lot is whole once its quantities add up', () => {
    const story = openToldStory([unit('L1', 'affected', 10)])
    story.act(reply('a', { units: [line('L1', 'returned', { quantity: 6 })] }), at(1))
    expect(story.current().status).toBe('open')
    const split = [line('L1', 'returned', { quantity: 6 }), line('L1', 'used', { quantity: 4 })]
    story.act(reply('b', { units: split }), at(1))
    expect(story.current().status).toBe('done')
  })
})

describe('"we hold none"', () => {
  test('answers every unit that is listed', () => {
    const story = openToldStory()
    story.act(reply('a', { holdsNone: true, units: [line('1001', 'transferred')] }), at(1))
    expect(story.current().units.map((one) => one.answers[0]?.disposition)).toEqual([
      'transferred',
      'not-held',
    ])
    expect(story.current().status).toBe('done')
  })

  test('is a full reply of a facility without any unit', () => {
    const story = openStory()
    story.act({ kind: 'AddressFacility', recall: recall(), organisationId, tellAt: at(0) })
    story.mail()
    story.act(reply('a', { holdsNone: true }), at(1))
    expect(story.current().status).toBe('done')
  })

  test('contradicts a unit that was found', () => {
    const story = openToldStory()
    expect(story.refusal(reply('a', { holdsNone: true, units: [line('1001', 'isolated')] }))).toMatchObject({
      reason: 'contradiction',
      pointer: '/units/0/disposition',
    })
  })
})

test('a lot whose quantity was never recorded may be answered with any', () => {
  const lot = { ...unit('L9'), facts: { lot: 'L9' } }
  const story = openToldStory([lot])
  story.act(reply('a', { units: [line('L9', 'returned', { quantity: 40 })] }), at(1))
  expect(story.current().status).toBe('done')
  expect(custodyOf('L9')).toBe(story.current().units[0]?.custodyId)
})

test('a reply by phone before any letter needs no receipt by mail, and the letter is sent all the same', () => {
  const story = openStory()
  story.act(judge([unit('1001')], at(1)))
  story.act(reply('a', { channel: 'phone', occurredAt: at(0), units: [line('1001', 'isolated')] }), at(0))
  expect(story.letters()).toEqual([])
  story.mail(at(1))
  expect(story.letters()).toEqual(['initial'])
  expect(story.planned()).toEqual([])
})
