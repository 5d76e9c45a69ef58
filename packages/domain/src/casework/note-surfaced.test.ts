import { describe, expect, test } from 'vitest'
import { at, custodyOf, judge, line, monday, openStory, reply, takeSteps, unit } from './case.test-support.ts'
import type { CaseCommand } from './case-command.ts'

const surfaced = (mark: string, disposition: 'destroyed' | 'returned' = 'destroyed'): CaseCommand => ({
  kind: 'NoteSurfaced',
  custodyId: custodyOf(mark),
  earlier: { disposition, at: '2025-05-12T15:00:00.000Z' },
  seenAt: monday,
})

/** A facility that was told of its unit. */
function openTold() {
  const story = openStory()
  story.act(judge([unit('1001')]), monday)
  story.mail(monday)
  return story
}

describe('a unit that had been reported gone', () => {
  test('is an urgent task of the firm, of its own kind', () => {
    const story = openTold()
    story.act(surfaced('1001'), at(1))
    expect(story.current()?.tasks).toEqual([
      {
        taskId: expect.any(String),
        kind: 'surfaced',
        because:
          'serial 1001 was reported destroyed on 2025-05-12 15:00 UTC and seen here on 2025-06-02 15:00 UTC',
        raisedAt: at(1),
      },
    ])
  })

  test('is told to a facility that was written to before', () => {
    const story = openTold()
    story.act(surfaced('1001'), at(1))
    story.mail(at(1))
    const { letters, units } = story.current() ?? { letters: [], units: [] }
    expect(letters.at(-1)).toMatchObject({ kind: 'supplement', newUnits: [custodyOf('1001')] })
    expect(units[0]?.surfaced).toEqual({
      disposition: 'destroyed',
      at: '2025-05-12T15:00:00.000Z',
      told: true,
    })
  })

  test('stands in the first letter where that is not written yet', () => {
    const story = openStory()
    story.act(judge([unit('1001')], at(1)), monday)
    story.act(surfaced('1001'), monday)
    story.mail(at(1))
    const { letters, units } = story.current() ?? { letters: [], units: [] }
    expect(letters.map(({ kind }) => kind)).toEqual(['initial'])
    expect(units[0]?.surfaced?.told).toBe(true)
  })

  test('is recorded in a closed recall, and nobody is asked or written to', () => {
    const story = openTold()
    story.act({ kind: 'CloseCase', outcome: 'terminated' }, at(1))
    story.mail(at(1))
    const letters = story.current()?.letters.length
    expect(story.act(surfaced('1001'), at(2)).map(({ kind }) => kind)).toEqual(['UnitSurfaced'])
    story.act(takeSteps(), at(3))
    expect([story.current()?.tasks, story.current()?.letters.length]).toEqual([[], letters])
  })

  test('is refused of a unit the case does not know', () => {
    const story = openTold()
    expect(story.attempt(surfaced('9999'), at(1))).toMatchObject({ kind: 'refused', reason: 'unknown-unit' })
  })

  test('is dealt with apart from calls', () => {
    const story = openTold()
    story.act(surfaced('1001'), at(1))
    const taskId = story.current()?.tasks[0]?.taskId ?? ''
    const done = story.act({ kind: 'FinishPhoneTask', taskId, outcome: 'label-misread' }, at(2))
    expect(done).toEqual([
      { kind: 'SurfacedTaskDone', taskId, at: at(2), outcome: 'label-misread', by: 'notifier' },
    ])
    expect(story.current()?.tasks[0]?.doneAt).toBe(at(2))
  })

  test('keeps what was answered of it', () => {
    const story = openTold()
    story.act(reply('a', { units: [line('1001', 'destroyed')] }), at(1))
    story.act(surfaced('1001'), at(2))
    expect(story.current()?.units[0]?.answers.map(({ disposition }) => disposition)).toEqual(['destroyed'])
  })
})
