import { describe, expect, test } from 'vitest'
import type { RecallClass } from '../notice/notice-content.ts'
import { at, facility, judge, monday, openStory, recall, timeZone, unit } from './case.test-support.ts'
import type { CaseCommand } from './case-command.ts'

const take: CaseCommand = { kind: 'TakeDueSteps', facility, quietHours: { from: '20:00', until: '07:00' } }
/** Monday, 22:00 in Chicago; the quiet hours end at 07:00, 12:00 UTC. */
const late = at(1, '03:00')
const morning = at(1, '12:00')

function openAtNight(recallClass: RecallClass) {
  const story = openStory()
  story.act(judge([unit('1001')], late, recall({ recallClass })), late)
  story.act(take, late)
  return story
}

describe('at night a facility', () => {
  test.each([['I'], [null]] as const)('hears of class %s at once', (recallClass) => {
    expect(openAtNight(recallClass).letters()).toEqual(['initial'])
  })

  test.each([['II'], ['III']] as const)('hears of class %s in the morning, in one letter', (recallClass) => {
    const story = openAtNight(recallClass)
    expect([story.letters(), story.planned()]).toEqual([[], ['tell 2025-06-03T12:00']])
    story.act(judge([unit('1002')], at(1, '04:00'), recall({ recallClass })), at(1, '04:00'))
    story.act(take, at(1, '04:00'))
    story.act(take, morning)
    expect(story.letters()).toEqual(['initial'])
    expect(story.current().letters[0]?.newUnits).toHaveLength(2)
  })

  test('hears at once what was held, when the recall turns out to be of class I', () => {
    const story = openAtNight('II')
    story.act(
      {
        kind: 'ReviseNotice',
        recall: recall({ revision: 2, recallClass: 'I' }),
        changed: [],
        tellAt: at(1, '03:31'),
        timeZone,
      },
      at(1, '03:30'),
    )
    story.act(take, at(1, '03:31'))
    expect(story.letters()).toEqual(['initial'])
    expect(story.act(take, morning).map(({ kind }) => kind)).toEqual(['StepTaken'])
  })

  test('is not reminded by a timer that was down at the hour; the reminder keeps its place on the ladder', () => {
    const story = openStory()
    story.act(judge([unit('1001')], monday, recall({ recallClass: 'II' })))
    story.act(take)
    const letterId = story.current().letters[0]?.letterId ?? ''
    story.act({ kind: 'RecordLetterAccepted', letterId, acceptedAt: monday, timeZone })
    story.act(take, at(4, '03:00'))
    expect(story.letters()).toEqual(['initial'])
    expect(story.planned()[0]).toBe('reminder 2025-06-09T22:00')
    expect(story.planned()).toContain('reminder 2025-06-06T12:00')
    story.act(take, at(4, '12:00'))
    expect(story.letters()).toEqual(['initial', 'reminder'])
    expect(new Set(story.current().steps.map(({ stepId }) => stepId)).size).toBe(story.current().steps.length)
  })
})
