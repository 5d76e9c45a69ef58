import { describe, expect, test } from 'vitest'
import {
  at,
  custodyOf,
  judge,
  line,
  monday,
  openStory,
  openToldStory,
  recall,
  reply,
  timeZone,
  unit,
} from './case.test-support.ts'
import type { CaseCommand, RecallFacts } from './case-command.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const revise = (of: Partial<RecallFacts>, more: object = {}): CaseCommand => ({
  kind: 'ReviseNotice',
  recall: recall({ revision: 2, ...of }),
  changed: [],
  tellAt: at(0),
  timeZone,
  ...more,
})

describe('a reclassification', () => {
  test('moves the steps not yet taken, sends nothing and plans no second initial letter', () => {
    const story = openToldStory()
    story.mail(at(1, '22:00'))
    const events = story.act(revise({ recallClass: 'II' }), at(2))
    expect(kinds(events)).toEqual(['NoticeRevised', ...Array(3).fill('StepCancelled'), 'LadderPlanned'])
    expect(story.planned()).toEqual(['reminder 2025-06-09T22:00', 'escalation 2025-06-11T22:00'])
    expect(story.current().due?.at).toBe('2025-06-09T22:00:00.000Z')
    story.mail(at(3))
    expect(story.letters()).toEqual(['initial', 'reminder'])
  })

  test('remembers reminders sent before an earlier move', () => {
    const story = openToldStory()
    story.mail(at(1, '22:00'))
    story.act(revise({ recallClass: 'II' }), at(2))
    story.act(revise({ recallClass: 'III', revision: 3 }), at(2))
    expect(story.planned()).toEqual(['reminder 2025-06-16T22:00', 'escalation 2025-06-24T22:00'])
  })

  test('to a worse class makes nobody late for a deadline that did not exist', () => {
    const story = openStory()
    story.act(judge([unit('1001')], monday, recall({ recallClass: 'III' })))
    story.mail()
    story.act(revise({ recallClass: 'I' }), at(7))
    expect(story.current().due?.at).toBe(at(9, '22:00'))
    story.act(reply('a', { occurredAt: at(8), units: [line('1001', 'isolated')] }), at(8))
    expect(story.current().replies[0]?.late).toBe(false)
  })

  test('of a case that is done plans nothing', () => {
    const story = openToldStory([unit('1001')])
    story.act(reply('a', { units: [line('1001', 'isolated')] }), at(1))
    expect(kinds(story.act(revise({ recallClass: 'I' }), at(2)))).toEqual(['NoticeRevised'])
  })
})

describe('a material revision', () => {
  test('is told with what changed, and its deadline moves the ladder', () => {
    const story = openToldStory()
    const changed = ['deadline', 'instructions'] as const
    story.act(revise({ materialRevision: 2 }, { changed, replyWithinBusinessDays: 4, tellAt: at(1) }), at(1))
    story.mail(at(1))
    expect(story.current().letters.at(-1)).toMatchObject({ kind: 'revision', changed, materialRevision: 2 })
    expect(story.current().due?.at).toBe('2025-06-06T22:00:00.000Z')
    expect(story.act(revise({ materialRevision: 2 }, { changed }), at(2))).toEqual([])
  })

  test('of the scope alone is told by its units', () => {
    const story = openToldStory()
    expect(kinds(story.act(revise({ materialRevision: 2 }, { changed: ['scope'] }), at(1)))).toEqual([
      'NoticeRevised',
    ])
    story.act(judge([unit('1003')], at(1), recall({ revision: 2, materialRevision: 2 })), at(1))
    story.mail(at(1))
    expect(story.current().letters.at(-1)).toMatchObject({
      kind: 'supplement',
      newUnits: [custodyOf('1003')],
    })
  })

  test('before the first letter goes into that letter', () => {
    const story = openStory()
    story.act(judge([unit('1001')], at(1)))
    story.act(revise({ materialRevision: 2 }, { changed: ['checks'] }))
    story.mail(at(1))
    story.mail(at(1, '16:00'))
    expect(story.letters()).toEqual(['initial'])
    expect(story.current().untoldChanges).toEqual([])
  })
})
