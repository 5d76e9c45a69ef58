import { describe, expect, test } from 'vitest'
import {
  custodyOf,
  facility,
  judge,
  line,
  monday,
  openStory,
  openToldStory,
  recall,
  reply,
  takeSteps,
  unit,
} from '../casework/case.test-support.ts'
import { kindsOf, lettersIn, matchesOf, minutes, published, recordOf, stand } from './gaps.test-support.ts'
import { letterIdsToRead } from './letters-about.ts'
import { standingSchema } from './standing.ts'

const planned = () => {
  const story = openStory()
  story.act(judge([unit('1001')]))
  story.act(takeSteps())
  return story
}
const letterIdOf = (story: ReturnType<typeof openStory>) => story.current().letters[0]?.letterId ?? ''

describe('a custody on its way', () => {
  const match = {
    custodyId: custodyOf('1001'),
    facilityId: 's',
    verdict: 'affected',
    released: false,
    judgedAt: monday,
  } as const
  const unheard = { facilityId: 's', matches: [match], on: undefined, letters: [] }
  const waiting = openStory()
  waiting.act(judge([unit('1001')], minutes(1)))
  const written = planned().current()

  test.each([
    ['case', unheard],
    ['letter', recordOf(waiting.current())],
    ['queue', recordOf(written)],
    ['mail', recordOf(written, { letters: lettersIn(written, 'pending') })],
    ['mail', recordOf(written, { letters: lettersIn(written, 'sending') })],
    ['mail', recordOf(written, { letters: lettersIn(written, 'unknown') })],
    ['person', recordOf(written, { letters: lettersIn(written, 'stuck') })],
  ] as const)('says that it waits at %s, and since when', (stage, record) => {
    const [stood] = stand(record, minutes(4))
    expect(stood?.standing).toMatchObject({ kind: 'on-its-way', stage, since: monday })
    expect(standingSchema.parse(stood?.standing)).toEqual(stood?.standing)
  })

  test.each([
    ['case', unheard],
    ['letter', recordOf(waiting.current())],
    ['mail', recordOf(written, { letters: lettersIn(written, 'pending') })],
  ] as const)('is a gap at %s once it is five minutes old', (stage, record) => {
    const [stood] = stand(record, minutes(5))
    expect(stood?.standing).toMatchObject({ kind: 'gap', stage, since: monday })
  })

  test('is not known to a case that has an older verdict of it', () => {
    const on = openToldStory([unit('1001', 'possible')]).current()
    const matches = matchesOf(on, minutes(60)).map((one) => ({ ...one, verdict: 'affected' as const }))
    expect(stand(recordOf(on, { matches }), minutes(61))[0]?.standing).toMatchObject({
      stage: 'case',
      since: minutes(60),
    })
  })

  test('may wait for the time that a rule set where the class lets it, and no other', () => {
    const held = (recallClass: 'I' | 'II' | null) => {
      const story = openStory()
      story.act(judge([unit('1001')], minutes(600), recall({ recallClass })))
      return stand(recordOf(story.current()), minutes(300))[0]?.standing
    }
    expect(held('II')).toMatchObject({ kind: 'on-its-way', until: minutes(600) })
    for (const urgent of ['I', null] as const) expect(held(urgent)).toMatchObject({ kind: 'gap' })
    const story = openStory()
    story.act(judge([unit('1001')], minutes(600), recall({ recallClass: 'II' })))
    expect(kindsOf(stand(recordOf(story.current()), minutes(605)))).toEqual(['gap'])
  })
})

describe('a custody that is settled', () => {
  test('is notified by the letter that the mail service accepted, which is named', () => {
    const on = openToldStory([unit('1001')]).current()
    const letterId = on.letters[0]?.letterId
    const standing = { kind: 'notified', letterId, at: monday }
    expect(stand(recordOf(on), minutes(9_000))).toMatchObject([{ custodyId: custodyOf('1001'), standing }])
  })

  test('is notified by what the letter itself says, while its case has not heard of it', () => {
    const on = planned().current()
    const [letter] = lettersIn(on, 'sent')
    const letters = letter === undefined ? [] : [{ ...letter, sentAt: minutes(1) }]
    expect(letterIdsToRead(on)).toEqual(letters.map(({ letterId }) => letterId))
    expect(stand(recordOf(on, { letters }), minutes(60))[0]?.standing).toMatchObject({
      kind: 'notified',
      at: minutes(1),
    })
  })

  test('was told to a person when its letter is stuck, at the time of the task', () => {
    const story = planned()
    story.act(
      { kind: 'RecordLetterStuck', letterId: letterIdOf(story), because: 'no such address' },
      minutes(2),
    )
    expect(letterIdsToRead(story.current())).toEqual([])
    expect(stand(recordOf(story.current()), minutes(600))[0]?.standing).toMatchObject({
      kind: 'told',
      by: 'stuck',
      at: minutes(2),
      because: 'no such address',
    })
  })

  test('was told to a person when its letter came back and nobody else can be written to', () => {
    const story = openToldStory([unit('1001')])
    const facts = { ...facility, contacts: facility.contacts.slice(0, 1) }
    const letterId = letterIdOf(story)
    story.act({ kind: 'RecordLetterBounced', letterId, because: '5.1.1', facility: facts }, minutes(30))
    expect(stand(recordOf(story.current()), minutes(60))[0]?.standing).toMatchObject({
      kind: 'told',
      by: 'came-back',
      at: minutes(30),
    })
  })

  test('is on its way again, since the letter came back, when the next contact is written to', () => {
    const story = openToldStory([unit('1001')])
    const letterId = letterIdOf(story)
    story.act({ kind: 'RecordLetterBounced', letterId, because: '5.1.1', facility }, minutes(30))
    const record = recordOf(story.current())
    expect(stand(record, minutes(31))[0]?.standing).toMatchObject({ kind: 'on-its-way', since: minutes(30) })
    expect(kindsOf(stand(record, minutes(35)))).toEqual(['gap'])
  })

  test('was told to a person when nobody can be written to', () => {
    const story = openStory()
    story.act(judge([unit('1001')]))
    story.act(takeSteps({ ...facility, contacts: [] }), minutes(1))
    expect(stand(recordOf(story.current()), minutes(60))[0]?.standing).toMatchObject({
      kind: 'told',
      by: 'no-contact',
      at: minutes(1),
    })
  })

  test('is waived where two people decided that it is outside, and where the recall is over', () => {
    const on = openStory()
    on.act(judge([unit('1001')], minutes(1)))
    const released = {
      ...recordOf(on.current()),
      matches: matchesOf(on.current()).map((one) => ({
        ...one,
        verdict: 'outside' as const,
        released: true,
      })),
    }
    expect(stand(released, minutes(60))[0]?.standing).toEqual({ kind: 'waived', because: 'people-decided' })
    const over = { ...published, over: 'withdrawn' } as const
    expect(stand(recordOf(on.current()), minutes(60), over)[0]?.standing).toEqual({
      kind: 'waived',
      because: 'withdrawn',
    })
  })

  test('stays notified when the recall is over afterwards', () => {
    const on = openToldStory([unit('1001')]).current()
    expect(kindsOf(stand(recordOf(on), minutes(60), { ...published, over: 'terminated' }))).toEqual([
      'notified',
    ])
  })

  test('is waived when the facility answered for it before its letter could go out', () => {
    const story = planned()
    story.act({ kind: 'RecordLetterStuck', letterId: letterIdOf(story), because: 'refused' }, minutes(1))
    story.act(reply('a', { occurredAt: minutes(9), units: [line('1001', 'isolated')] }), minutes(9))
    expect(stand(recordOf(story.current()), minutes(60))[0]?.standing).toEqual({
      kind: 'waived',
      because: 'answered',
    })
  })
})
