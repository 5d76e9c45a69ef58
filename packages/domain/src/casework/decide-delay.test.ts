import { describe, expect, test } from 'vitest'
import {
  at,
  contacts,
  facility,
  judge,
  monday,
  openStory,
  openToldStory,
  recall,
  takeSteps,
  unit,
} from './case.test-support.ts'
import type { CaseCommand } from './case-command.ts'

const first = (story: ReturnType<typeof openStory>) => story.current().letters[0]?.letterId ?? ''
const delayed = (letterId: string): CaseCommand => ({
  kind: 'RecordLetterDelayed',
  letterId,
  delayedAt: at(0, '15:10'),
})
const writtenTo = (story: ReturnType<typeof openStory>) =>
  story.current().letters.map(({ kind, contactId }) => `${kind} ${contactId[0]}`)

describe('a letter that comes late', () => {
  test('goes to the next contact as well after four hours, and for class I the firm is asked to phone', () => {
    const story = openToldStory()
    story.act(delayed(first(story)), at(0, '15:10'))
    expect(story.planned()).toContain('delivery-check 2025-06-02T19:10')
    story.mail(at(0, '19:09'))
    expect(writtenTo(story)).toEqual(['initial k'])
    story.mail(at(0, '19:10'))
    expect(writtenTo(story)).toEqual(['initial k', 'initial l'])
    expect(story.current().tasks.map(({ because }) => because)).toEqual(['letter has not arrived for hours'])
  })

  test('of class III waits a day, and asks nobody to phone while a contact is left', () => {
    const story = openStory()
    story.act(judge([unit('1001')], monday, recall({ recallClass: 'III' })))
    story.act(takeSteps())
    story.act(delayed(first(story)), at(0, '15:10'))
    story.mail(at(1, '15:09'))
    expect(writtenTo(story)).toEqual(['initial k'])
    story.mail(at(1, '15:10'))
    expect(writtenTo(story)).toEqual(['initial k', 'initial l'])
    expect(story.current().tasks).toEqual([])
  })

  test('that arrives in time bothers nobody else', () => {
    const story = openToldStory()
    story.act(delayed(first(story)), at(0, '15:10'))
    story.act({ kind: 'RecordLetterDelivered', letterId: first(story) }, at(0, '16:00'))
    story.mail(at(0, '20:00'))
    expect(writtenTo(story)).toEqual(['initial k'])
  })

  test('is a phone call where there is nobody else to write to', () => {
    const story = openToldStory()
    story.act(delayed(first(story)), at(0, '15:10'))
    story.mail(at(0, '19:10'), { ...facility, contacts: contacts.slice(0, 1) })
    expect(writtenTo(story)).toEqual(['initial k'])
    expect(story.current().tasks).toHaveLength(1)
  })

  test('and came back meanwhile is not sent to the next contact twice', () => {
    const story = openToldStory()
    story.act(delayed(first(story)), at(0, '15:10'))
    story.act(
      { kind: 'RecordLetterBounced', letterId: first(story), because: 'Transient MailboxFull', facility },
      at(0, '18:00'),
    )
    story.mail(at(0, '19:10'))
    expect(writtenTo(story)).toEqual(['initial k', 'initial l'])
  })
})
