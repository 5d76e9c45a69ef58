import { describe, expect, test } from 'vitest'
import {
  at,
  contacts,
  facility,
  judge,
  monday,
  openStory,
  openToldStory,
  organisationId,
  recall,
  timeZone,
  unit,
} from './case.test-support.ts'
import type { CaseCommand, RecallFacts } from './case-command.ts'
import { planLadder } from './ladder.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const classOne = [
  'reminder 2025-06-03T22:00',
  'reminder 2025-06-04T22:00',
  'escalation 2025-06-05T22:00',
  'phone-task 2025-06-05T22:00',
]
const revise = (of: Partial<RecallFacts>, more: object = {}): CaseCommand => ({
  kind: 'ReviseNotice',
  recall: recall({ revision: 2, ...of }),
  changed: [],
  tellAt: at(0),
  timeZone,
  ...more,
})

describe('a ladder', () => {
  test.each([
    ['I', '2025-06-04', ['2025-06-03', '2025-06-04', '2025-06-05', '2025-06-05']],
    [null, '2025-06-04', ['2025-06-03', '2025-06-04', '2025-06-05', '2025-06-05']],
    ['II', '2025-06-09', ['2025-06-05', '2025-06-09', '2025-06-11']],
    ['III', '2025-06-16', ['2025-06-11', '2025-06-16', '2025-06-24']],
  ] as const)('of class %s is due on %s', (recallClass, due, steps) => {
    const ladder = planLadder({ from: monday, recallClass, timeZone, round: '1' })
    expect(ladder.due.at).toBe(`${due}T22:00:00.000Z`)
    expect(ladder.steps.map((step) => step.dueAt)).toEqual(steps.map((day) => `${day}T22:00:00.000Z`))
  })

  test('takes the deadline of the notice and says by which rule', () => {
    const { due } = planLadder({
      from: monday,
      recallClass: 'II',
      timeZone,
      replyWithinBusinessDays: 3,
      round: '1',
    })
    expect(due).toMatchObject({
      at: at(3, '22:00'),
      rule: expect.stringContaining('class II: reply 3 business days'),
    })
  })
})

describe('reminders', () => {
  test('begin when the mail service took the first letter', () => {
    const story = openStory()
    story.act(judge([unit('1001')]))
    story.act({ kind: 'TakeDueSteps', facility })
    expect([story.planned(), story.current().due]).toEqual([[], undefined])
    story.act({
      kind: 'RecordLetterAccepted',
      letterId: story.current().letters[0]?.letterId ?? '',
      acceptedAt: monday,
      timeZone,
    })
    expect(story.planned()).toEqual(classOne)
    expect(story.current().due).toMatchObject({
      at: at(2, '22:00'),
      from: monday,
      calendar: 'us-federal-2026a',
    })
  })

  test('are sent one by one, then the next contact is written to and the firm asked to phone', () => {
    const story = openToldStory()
    expect(story.mail(at(1, '21:59'))).toEqual([])
    for (const day of [1, 2, 3]) story.mail(at(day, '22:00'))
    expect(story.letters()).toEqual(['initial', 'reminder', 'reminder', 'escalation'])
    expect(story.current().letters.map((letter) => letter.contactId[0])).toEqual(['k', 'k', 'k', 'l'])
    expect(story.current().tasks).toHaveLength(1)
    expect(story.planned()).toEqual([])
  })

  test('collapse to one after a gap', () => {
    const story = openToldStory()
    const events = story.mail(at(2, '22:00'))
    expect(kinds(events)).toEqual(['StepCancelled', 'StepTaken', 'LetterPlanned'])
    expect(story.letters()).toEqual(['initial', 'reminder'])
  })

  test('that are overdue together with the escalation leave only the escalation', () => {
    const story = openToldStory()
    story.mail(at(20))
    expect(story.letters()).toEqual(['initial', 'escalation'])
  })

  test('escalate to the firm when nobody further is left to write to', () => {
    const story = openToldStory()
    story.mail(at(3, '22:00'), { ...facility, contacts: contacts.slice(0, 1) })
    expect(story.letters()).toEqual(['initial'])
    expect(story.current().tasks.map((task) => task.because)).toContain('no further contact to escalate to')
  })

  test('for whom nobody is left are a phone task, not silence', () => {
    const story = openToldStory()
    story.mail(at(1, '22:00'), { ...facility, contacts: [] })
    expect(story.current().tasks.map((task) => task.because)).toEqual(['no contact to remind'])
  })

  test('do not hide a revision that waits to be told', () => {
    const story = openToldStory()
    story.act(revise({ materialRevision: 2 }, { changed: ['instructions'], tellAt: at(2) }), at(1))
    story.mail(at(1, '22:00'))
    story.mail(at(2))
    expect(story.letters()).toEqual(['initial', 'reminder', 'revision'])
    expect(story.current().letters.at(-1)?.changed).toEqual(['instructions'])
  })
})

test('an addressed facility reminded at night in another zone is due at 17:00 of its own clock', () => {
  const story = openStory()
  story.act({ kind: 'AddressFacility', recall: recall(), organisationId, tellAt: monday })
  story.act({ kind: 'TakeDueSteps', facility })
  const letterId = story.current().letters[0]?.letterId ?? ''
  const acceptedAt = '2025-06-03T05:00:00.000Z'
  story.act({ kind: 'RecordLetterAccepted', letterId, acceptedAt, timeZone: 'Pacific/Honolulu' })
  expect(story.current().due?.at).toBe('2025-06-05T03:00:00.000Z')
})
