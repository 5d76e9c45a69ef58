import { describe, expect, test } from 'vitest'
import {
  custodyOf,
  judge,
  monday,
  openStory,
  openToldStory,
  recall,
  takeSteps,
  timeZone,
  unit,
} from '../casework/case.test-support.ts'
import { kindsOf, lettersIn, matchesOf, minutes, published, recordOf, stand } from './gaps.test-support.ts'

const planned = () => {
  const story = openStory()
  story.act(judge([unit('1001')]))
  story.act(takeSteps())
  return story
}
describe('what comes after the first letter', () => {
  test('a revision that changes what to do is owed to every custody, since it was published', () => {
    const story = openToldStory([unit('1001'), unit('1002')])
    const changed = ['instructions'] as const
    const of = { revisions: [...published.revisions, { revision: 2, changed, publishedAt: minutes(60) }] }
    const since = (now: string) => stand(recordOf(story.current()), now, of).map(({ standing }) => standing)
    expect(since(minutes(61))).toMatchObject(Array(2).fill({ kind: 'on-its-way', since: minutes(60) }))
    const next = recall({ revision: 2, materialRevision: 2 })
    story.act({ kind: 'ReviseNotice', recall: next, changed, tellAt: minutes(61), timeZone }, minutes(60))
    expect(since(minutes(62))).toMatchObject(Array(2).fill({ stage: 'letter', since: minutes(60) }))
    story.mail(minutes(62))
    expect(since(minutes(9_000))).toMatchObject(Array(2).fill({ kind: 'notified', at: minutes(62) }))
  })

  test('a unit that comes later is owed a letter of its own, and the first ones stay notified', () => {
    const story = openToldStory([unit('1001')])
    story.act(judge([unit('1002')], minutes(60)), minutes(60))
    const matches = matchesOf(story.current()).map((one) =>
      one.custodyId === custodyOf('1002') ? { ...one, judgedAt: minutes(60) } : one,
    )
    const record = recordOf(story.current(), { matches })
    expect(kindsOf(stand(record, minutes(61)))).toEqual(['notified', 'on-its-way'])
    expect(kindsOf(stand(record, minutes(66)))).toEqual(['notified', 'gap'])
  })

  test('a letter that a later one stands for does not hide the later one', () => {
    const story = planned()
    const next = recall({ revision: 2, materialRevision: 2 })
    const changed = ['instructions'] as const
    story.act({ kind: 'ReviseNotice', recall: next, changed, tellAt: minutes(1), timeZone }, minutes(1))
    story.act(takeSteps(), minutes(1))
    const [first, second] = lettersIn(story.current(), 'cancelled')
    if (first === undefined || second === undefined) throw new Error('two letters were to be planned')
    const letters = [first, { ...second, state: 'pending' as const }]
    expect(stand(recordOf(story.current(), { letters }), minutes(4))[0]?.standing).toMatchObject({
      kind: 'on-its-way',
      letterId: second.letterId,
      since: monday,
    })
  })
})
