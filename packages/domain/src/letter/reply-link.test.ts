import { describe, expect, test } from 'vitest'
import { addMs } from '../time.ts'
import type { Letter, ReplyLink } from './letter.ts'
import { alarmAfterWrongCodes, linkState, wrongCode } from './reply-link.ts'

const now = '2025-06-02T15:00:00.000Z'
const fresh: ReplyLink = {
  handleHash: 'h',
  codeHash: 'c',
  expiresAt: addMs(now, 86_400_000),
  wrongCodes: 0,
}
const after = (wrongCodes: number, at = now) => {
  const letter = { link: { ...fresh, wrongCodes: wrongCodes - 1 } } as Letter
  return wrongCode(letter, { ...fresh, wrongCodes: wrongCodes - 1 }, at)
}

describe('a reply link', () => {
  test('is open until it expires', () => {
    expect(linkState(fresh, now)).toBe('open')
    expect(linkState(fresh, addMs(fresh.expiresAt, -1))).toBe('open')
    expect(linkState(fresh, fresh.expiresAt)).toBe('expired')
  })

  test.each([
    [1, 0],
    [2, 0],
    [3, 60_000],
    [4, 120_000],
    [8, 1_920_000],
    [9, 3_600_000],
    [500, 3_600_000],
  ])('after %i wrong codes waits %i ms', (count, waitMs) => {
    const { link } = after(count).next
    expect(link?.wrongCodes).toBe(count)
    expect(link?.lockedUntil).toBe(addMs(now, waitMs))
    if (link === undefined) throw new Error('the link is gone')
    expect(linkState(link, now)).toBe(waitMs === 0 ? 'open' : 'locked')
    expect(linkState(link, addMs(now, waitMs))).toBe('open')
  })

  test('that is locked and expired is expired', () => {
    const link = { ...fresh, lockedUntil: addMs(now, 999_999_999) }
    expect(linkState(link, fresh.expiresAt)).toBe('expired')
  })

  test('alarms with every tenth wrong code', () => {
    const alarms = Array.from({ length: 25 }, (_, index) => after(index + 1).events).flat()
    expect(alarms).toEqual([
      { kind: 'WrongCodes', count: alarmAfterWrongCodes },
      { kind: 'WrongCodes', count: 2 * alarmAfterWrongCodes },
    ])
  })
})
