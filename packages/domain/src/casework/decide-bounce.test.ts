import { describe, expect, test } from 'vitest'
import {
  at,
  contacts,
  custodyOf,
  facility,
  judge,
  line,
  type openStory,
  openToldStory,
  reply,
  takeSteps,
  timeZone,
  unit,
} from './case.test-support.ts'
import type { CaseCommand, FacilityFacts } from './case-command.ts'

type Story = ReturnType<typeof openStory>

const bounced = (letterId: string, facts: FacilityFacts = facility): CaseCommand => ({
  kind: 'RecordLetterBounced',
  letterId,
  because: 'Permanent General 5.1.1',
  facility: facts,
})
const lastLetter = (story: Story) => story.current().letters.at(-1)?.letterId ?? ''
const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const writtenTo = (story: Story) => story.current().letters.map((letter) => letter.contactId[0])

describe('a letter that came back', () => {
  test('goes at once to the next contact, saying the same', () => {
    const story = openToldStory()
    const [first] = story.current().letters
    expect(kinds(story.act(bounced(lastLetter(story)), at(0, '15:01')))).toEqual([
      'LetterBounced',
      'LetterPlanned',
    ])
    const [came, second] = story.current().letters
    expect(came?.bouncedBecause).toBe('Permanent General 5.1.1')
    expect(second).toMatchObject({ kind: 'initial', plannedAt: at(0, '15:01') })
    expect(second?.newUnits).toEqual(first?.newUnits)
    expect(second?.letterId).not.toBe(first?.letterId)
    expect(writtenTo(story)).toEqual(['k', 'l'])
  })

  test('leaves the deadline where the first acceptance put it, and no second ladder', () => {
    const story = openToldStory()
    const { due, steps } = story.current()
    story.act(bounced(lastLetter(story)), at(0, '15:01'))
    const letterId = lastLetter(story)
    story.act(
      { kind: 'RecordLetterAccepted', letterId, acceptedAt: at(0, '15:02'), timeZone },
      at(0, '15:02'),
    )
    expect(story.current()).toMatchObject({ due, steps })
  })

  test('is not said again to a contact that letters do not reach, and says when nobody vouches for the next', () => {
    const story = openToldStory()
    const [first, second, third] = contacts
    if (!first || !second || !third) throw new Error('the facility has three contacts')
    const known = [
      first,
      { ...second, standing: 'unreachable' },
      { ...third, standing: 'unverified' },
    ] as const
    story.act(bounced(lastLetter(story), { ...facility, contacts: known }))
    expect(writtenTo(story)).toEqual(['k', 'm'])
    const [vouched, unknown] = story.current().letters
    expect([vouched?.unverified, unknown?.unverified]).toEqual([undefined, true])
    story.act(bounced(lastLetter(story), { ...facility, contacts: known }))
    expect(story.current().tasks).toHaveLength(1)
  })

  test('from every contact is a phone task for the firm', () => {
    const story = openToldStory()
    for (const _contact of contacts) story.act(bounced(lastLetter(story)))
    expect(writtenTo(story)).toEqual(['k', 'l', 'm'])
    expect(story.current().tasks.map(({ because }) => because)).toEqual([
      'letter came back (Permanent General 5.1.1), and no other contact is left',
    ])
  })

  test('is not followed by a reminder to the same address', () => {
    const story = openToldStory()
    story.act(bounced(lastLetter(story)))
    story.mail(at(1, '22:00'))
    expect(story.current().letters.at(-1)).toMatchObject({ kind: 'reminder' })
    expect(writtenTo(story)).toEqual(['k', 'l', 'l'])
  })

  test('is only noted once the reply is in', () => {
    const story = openToldStory([unit('1001')])
    const letterId = lastLetter(story)
    story.act(reply('a', { units: [line('1001', 'returned')] }), at(1))
    expect(story.current().status).toBe('done')
    expect(kinds(story.act(bounced(letterId), at(1)))).toEqual(['LetterBounced'])
  })

  test('is sent on all the same when it says that nothing is owed any more', () => {
    const story = openToldStory([unit('1001')])
    story.act(judge([unit('1001', 'outside')], at(1)), at(1))
    story.mail(at(1))
    expect(story.letters().at(-1)).toBe('stand-down')
    story.act(bounced(lastLetter(story)), at(1))
    expect(story.current().letters.at(-1)).toMatchObject({
      kind: 'stand-down',
      releasedUnits: [custodyOf('1001')],
    })
    expect(writtenTo(story)).toEqual(['k', 'k', 'l'])
  })

  test('changes nothing the second time, and is refused where the case never planned it', () => {
    const story = openToldStory()
    const letterId = lastLetter(story)
    story.act(bounced(letterId))
    expect(story.act(bounced(letterId))).toEqual([])
    expect(story.refusal(bounced('z'.repeat(26)))?.reason).toBe('unknown-letter')
  })
})

test('a fresh code that came back is not told to anybody else', () => {
  const story = openToldStory()
  story.act({ kind: 'AskFreshCode', letterId: lastLetter(story) }, at(0, '16:00'))
  expect(story.letters().at(-1)).toBe('fresh-code')
  expect(kinds(story.act(bounced(lastLetter(story)), at(0, '16:01')))).toEqual(['LetterBounced'])
  expect(kinds(story.act(takeSteps(), at(0, '16:02')))).toEqual([])
})
