import { describe, expect, test } from 'vitest'
import {
  at,
  contacts,
  facility,
  line,
  type openStory,
  openToldStory,
  reply,
  takeSteps,
} from './case.test-support.ts'
import type { CaseCommand, FacilityFacts, NameWrongRecipient } from './case-command.ts'

type Story = ReturnType<typeof openStory>

const report = (letterId: string, more: Partial<NameWrongRecipient> = {}): CaseCommand => ({
  kind: 'NameWrongRecipient',
  reportId: 'w'.repeat(26),
  channel: 'link',
  letterId,
  occurredAt: at(0, '15:10'),
  personalRef: 'w'.repeat(26),
  commitment: 'commitment',
  facility,
  ...more,
})
const firstLetter = (story: Story) => story.current().letters[0]?.letterId ?? ''
const letters = (story: Story) =>
  story.current().letters.map(({ kind, contactId }) => [kind, contactId.charAt(0)])
const only: FacilityFacts = { ...facility, contacts: contacts.slice(0, 1) }

describe('a letter that went to the wrong person', () => {
  test('is answered, the next contact gets the notice whole, and the firm a task', () => {
    const story = openToldStory()
    const events = story.act(report(firstLetter(story)), at(0, '15:10'))
    expect(events.map(({ kind }) => kind)).toEqual([
      'WrongRecipientNamed',
      'LetterPlanned',
      'LetterPlanned',
      'PhoneTaskRaised',
    ])
    expect(letters(story)).toEqual([
      ['initial', 'k'],
      ['wrong-recipient', 'k'],
      ['initial', 'l'],
    ])
    const [first, , next] = story.current().letters
    expect(next?.newUnits).toEqual(first?.newUnits)
    expect(next?.dutyIds).toEqual(first?.dutyIds)
    expect(story.current().tasks.map(({ because }) => because)).toEqual([
      'a letter went to the wrong recipient; the next contact was written to',
    ])
  })

  test('closes nothing and leaves the clock where it was', () => {
    const story = openToldStory()
    const { due, steps, duties, status } = story.current()
    story.act(report(firstLetter(story)), at(0, '15:10'))
    expect(story.current()).toMatchObject({ due, steps, duties, status, replies: [] })
  })

  test('is not written to again: reminders go to the next', () => {
    const story = openToldStory()
    story.act(report(firstLetter(story)), at(0, '15:10'))
    story.act(takeSteps(), at(1, '22:00'))
    expect(letters(story).at(-1)).toEqual(['reminder', 'l'])
  })

  test('leaves the firm to phone where nobody else is known', () => {
    const story = openToldStory()
    story.act(report(firstLetter(story), { facility: only }), at(0, '15:10'))
    expect(letters(story)).toEqual([
      ['initial', 'k'],
      ['wrong-recipient', 'k'],
    ])
    expect(story.current().tasks.map(({ because }) => because)).toEqual([
      'a letter went to the wrong recipient, and no other contact is left',
    ])
  })

  test('goes round the contacts one by one when each says so', () => {
    const story = openToldStory()
    for (const name of ['w', 'x', 'y']) {
      const newest = story.current().letters.findLast(({ kind }) => kind === 'initial')?.letterId ?? ''
      story.act(report(newest, { reportId: name.repeat(26) }), at(0, '15:10'))
    }
    expect(letters(story).filter(([kind]) => kind === 'initial')).toEqual([
      ['initial', 'k'],
      ['initial', 'l'],
      ['initial', 'm'],
    ])
    expect(story.current().tasks).toHaveLength(3)
    expect(story.current().wrongRecipients).toHaveLength(3)
  })

  test('after the reply is in only answers whoever says so', () => {
    const story = openToldStory()
    const units = story.current().units.map(({ facts }) => line(facts.serial ?? '', 'isolated'))
    story.act(reply('a', { units }), at(0, '15:05'))
    expect(story.current().status).toBe('done')
    const before = story.current().letters.length
    story.act(report(firstLetter(story)), at(0, '15:10'))
    expect(letters(story).slice(before)).toEqual([['wrong-recipient', 'k']])
    expect(story.current().status).toBe('done')
  })

  test('is refused for a letter of another case and in a closed recall', () => {
    const story = openToldStory()
    expect(story.refusal(report('z'.repeat(26)), at(0))?.pointer).toBe('/letterId')
    story.act({ kind: 'CloseCase', outcome: 'withdrawn' }, at(0, '15:05'))
    expect(story.refusal(report(firstLetter(story)), at(0, '15:10'))?.reason).toBe('closed')
  })
})
