import { describe, expect, test } from 'vitest'
import { custodyOf, judge, openStory, unit } from '../casework/case.test-support.ts'
import { alarmSchema, decideAlarm, type Overdue, toldOf } from './alarm.ts'
import { minutes, place, published, recordOf } from './gaps.test-support.ts'
import { overdueOf, standFacility } from './stand-facility.ts'

const overdue = (mark: string): Overdue => ({ custodyId: custodyOf(mark), since: minutes(0), stage: 'mail' })
const raised = (items: readonly Overdue[], at: string) => {
  const alarm = decideAlarm(undefined, place, items, at)
  if (alarm === undefined) throw new Error('no alarm was raised')
  return alarmSchema.parse(alarm)
}

describe('an alarm', () => {
  test('is raised for what is overdue and says since when and when a person was told', () => {
    const alarm = raised([overdue('1001')], minutes(5))
    expect(alarm).toMatchObject({
      ...place,
      raisedAt: minutes(5),
      subjects: [{ ...overdue('1001'), toldAt: minutes(5) }],
    })
    expect(decideAlarm(alarm, place, [overdue('1001')], minutes(6))).toBeUndefined()
    expect(decideAlarm(undefined, place, [], minutes(6))).toBeUndefined()
  })

  test('takes in what becomes overdue later, each with its own time', () => {
    const first = raised([overdue('1001')], minutes(5))
    const both = decideAlarm(first, place, [overdue('1001'), overdue('1002')], minutes(9))
    expect(both?.raisedAt).toBe(minutes(5))
    expect(both?.subjects.map(({ toldAt }) => toldAt)).toEqual([minutes(5), minutes(9)])
  })

  test('lets go what has gone out, clears with the last, and is raised anew after that', () => {
    const both = raised([overdue('1001'), overdue('1002')], minutes(5))
    const one = decideAlarm(both, place, [overdue('1002')], minutes(6))
    expect(one?.subjects).toHaveLength(1)
    const cleared = decideAlarm(one, place, [], minutes(7))
    expect(cleared).toMatchObject({ clearedAt: minutes(7) })
    expect(toldOf(cleared, custodyOf('1002'))).toBeUndefined()
    expect(decideAlarm(cleared, place, [], minutes(8))).toBeUndefined()
    expect(decideAlarm(cleared, place, [overdue('1001')], minutes(60))).toMatchObject({
      raisedAt: minutes(60),
    })
  })
})

test('a person is told before five minutes are over, and what was told is a gap no longer', () => {
  const story = openStory()
  story.act(judge([unit('1001')]))
  const record = recordOf(story.current())
  const at = (now: string, alarm?: ReturnType<typeof raised>) => standFacility(record, published, alarm, now)
  expect(overdueOf(at(minutes(4)), minutes(4))).toEqual([])
  const late = overdueOf(at(minutes(4.5)), minutes(4.5))
  expect(late).toEqual([{ custodyId: custodyOf('1001'), since: minutes(0), stage: 'letter' }])
  const alarm = raised(late, minutes(4.5))
  expect(at(minutes(6))[0]?.standing.kind).toBe('gap')
  expect(at(minutes(6), alarm)[0]?.standing).toMatchObject({
    kind: 'told',
    by: 'overdue',
    at: minutes(4.5),
    overdue: { since: minutes(0), stage: 'letter' },
  })
  expect(overdueOf(at(minutes(6), alarm), minutes(6))).toHaveLength(1)
})
