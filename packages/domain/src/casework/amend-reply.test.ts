import { describe, expect, test } from 'vitest'
import { at, firmDuty, line, openToldStory, reply, unit } from './case.test-support.ts'
import type { SubmitReply } from './case-command.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const whole = reply('a', { units: [line('1001', 'isolated'), line('1002', 'returned')] })

describe('an amendment', () => {
  test('supersedes what was answered and keeps it in the history', () => {
    const story = openToldStory()
    story.act(whole, at(1))
    story.act(reply('b', { units: [line('1001', 'destroyed')] }), at(2))
    expect(story.current().units.map((one) => one.answers[0]?.disposition)).toEqual(['destroyed', 'returned'])
    expect(story.current().replies.map((one) => one.units[0]?.disposition)).toEqual(['isolated', 'destroyed'])
    expect(story.current().status).toBe('done')
  })

  test('that takes an answer back opens the case and its reminders again', () => {
    const story = openToldStory()
    story.act(whole, at(0, '20:00'))
    expect(kinds(story.act(reply('b', { units: [line('1001', 'found')] }), at(2)))).toEqual([
      'ReplyReceived',
      'CaseReopened',
      'DutyReopened',
      ...Array(3).fill('StepPlanned'),
      'LetterPlanned',
    ])
    expect(story.planned()).toEqual([
      'reminder 2025-06-04T22:00',
      'escalation 2025-06-05T22:00',
      'phone-task 2025-06-05T22:00',
    ])
    story.act(reply('c', { units: [line('1001', 'isolated')] }), at(3))
    expect([story.current().status, story.planned()]).toEqual(['done', []])
  })

  test('that takes an answer back when no reminder is left asks the firm to phone', () => {
    const story = openToldStory()
    story.act(whole, at(1))
    story.act(reply('b', { units: [line('1001', 'found')] }), at(10))
    expect(story.current().tasks.map((task) => task.because)).toEqual([
      'the newer reply leaves something open',
    ])
  })
})

describe('a reply that is refused', () => {
  test.each<[string, Partial<SubmitReply>, string, string]>([
    [
      'speaks of a unit of another case',
      { units: [line('9999', 'found')] },
      'unknown-unit',
      '/units/0/custodyId',
    ],
    ['names a duty nobody owes', { dutyIds: [firmDuty, 'x'] }, 'unknown-duty', '/dutyIds/1'],
    ['came through a letter of another case', { letterId: 'z'.repeat(26) }, 'unknown-letter', '/letterId'],
    [
      'answers twice for one serial',
      { units: [line('1001', 'found'), line('1001', 'used')] },
      'quantity',
      '/units/0/quantity',
    ],
    [
      'counts two of one serial',
      { units: [line('1001', 'used', { quantity: 2 })] },
      'quantity',
      '/units/0/quantity',
    ],
    [
      'counts more of a lot than is here',
      { units: [line('L1', 'used', { quantity: 11 })] },
      'quantity',
      '/units/0/quantity',
    ],
    [
      'splits a lot into more than is here',
      {
        units: [
          line('1001', 'used'),
          line('L1', 'used', { quantity: 6 }),
          line('L1', 'returned', { quantity: 5 }),
        ],
      },
      'quantity',
      '/units/1/quantity',
    ],
  ])('%s', (_name, change, reason, pointer) => {
    const story = openToldStory([unit('1001'), unit('L1', 'affected', 10)])
    expect(story.refusal(reply('a', change))).toMatchObject({ reason, pointer })
    expect(story.current().replies).toEqual([])
  })

  test('comes after the end of the recall', () => {
    const story = openToldStory()
    story.act({ kind: 'CloseCase', outcome: 'withdrawn' })
    expect(story.refusal(whole)?.reason).toBe('closed')
  })
})
