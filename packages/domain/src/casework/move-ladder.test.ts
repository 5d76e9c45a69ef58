import { describe, expect, test } from 'vitest'
import { at, facility, openToldStory, reply, timeZone } from './case.test-support.ts'
import type { CaseCommand } from './case-command.ts'
import { defaultLadders, type Ladder } from './ladder-rules.ts'

const follow = (I: Ladder, version = 1): CaseCommand => ({
  kind: 'FollowLadders',
  ladders: { version, ladders: { ...defaultLadders, I } },
  timeZone,
})
const ladder: Ladder = {
  replyDue: 2,
  rungs: [
    { kind: 'reminder', after: 1 },
    { kind: 'escalation', after: 2, role: 'risk-management' },
    { kind: 'text-task', after: 2, role: 'executive' },
    { kind: 'phone-task', after: 3 },
  ],
}

describe('a case whose ladder the firm changed', () => {
  test('climbs the new one from where it stands, and only once for each version', () => {
    const story = openToldStory()
    story.mail(at(1, '22:00'))
    story.act(follow(ladder), at(1, '23:00'))
    expect(story.planned()).toEqual([
      'escalation 2025-06-04T22:00',
      'text-task 2025-06-04T22:00',
      'phone-task 2025-06-05T22:00',
    ])
    expect(story.current().ladderVersion).toBe(1)
    expect(story.act(follow(ladder), at(1, '23:30'))).toEqual([])
  })

  test('writes to the role of the rung, and asks for a text message to another', () => {
    const story = openToldStory()
    story.act(follow(ladder))
    story.mail(at(2, '22:00'))
    expect(story.current().letters.map(({ kind, contactId }) => [kind, contactId[0]])).toEqual([
      ['initial', 'k'],
      ['escalation', 'm'],
    ])
    expect(story.current().tasks).toMatchObject([{ kind: 'text', role: 'executive' }])
  })

  test('writes to the next contact where nobody has the role', () => {
    const story = openToldStory()
    const [first, second] = ladder.rungs
    if (first === undefined || second === undefined) throw new Error('the ladder has rungs')
    story.act(follow({ ...ladder, rungs: [first, { ...second, role: 'executive' }] }))
    story.mail(at(2, '22:00'), facility)
    expect(story.current().letters.at(-1)?.contactId[0]).toBe('l')
  })

  test('is not asked again once its reply is in', () => {
    const story = openToldStory()
    story.act(reply('a', { holdsNone: true }), at(1))
    expect(story.current().status).toBe('done')
    expect(story.act(follow(ladder), at(1))).toEqual([])
    expect(story.planned()).toEqual([])
  })
})
