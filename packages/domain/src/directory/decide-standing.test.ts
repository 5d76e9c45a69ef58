import { describe, expect, test } from 'vitest'
import { type ContactStanding, isStruggling, isUsable, wordOf } from './contact-standing.ts'
import { type ContactReport, decideStanding, type StandingCommand } from './decide-standing.ts'

const id = (letter: string) => letter.repeat(26)
const ids = { contactId: id('k'), facilityId: id('f'), organisationId: id('o') }
const at = (day: number) => `2025-06-${String(day).padStart(2, '0')}T15:00:00.000Z`

const report = (kind: ContactReport['kind'], day: number): StandingCommand => {
  const about = { letterId: id('l'), at: at(day) }
  const told =
    kind === 'bounced' || kind === 'softBounced' ? { kind, ...about, because: 'NoEmail' } : { kind, ...about }
  return { kind: 'NoteReport', report: told }
}
const after = (...commands: readonly StandingCommand[]): ContactStanding | undefined =>
  commands.reduce<ContactStanding | undefined>((standing, command) => {
    const decided = decideStanding(standing, ids, command, at(9))
    return decided.kind === 'accepted' ? decided.next : standing
  }, undefined)

const met = after({ kind: 'MeetContact' })
const letterId = met?.asked[0]?.letterId ?? ''
const answer = (confirmed: boolean): StandingCommand => ({
  kind: 'AnswerVerification',
  letterId,
  confirmed,
  personalRef: id('p'),
  commitment: 'c',
})

describe('a contact', () => {
  test('is asked once whether the address is right, however often it is met', () => {
    expect(met?.asked).toEqual([{ letterId, at: at(9) }])
    expect(decideStanding(met, ids, { kind: 'MeetContact' }, at(10))).toEqual({ kind: 'nothing' })
  })

  test('may be asked again by a person, in a letter of its own and not at once', () => {
    const tooEarly = decideStanding(met, ids, { kind: 'AskAgain' }, '2025-06-09T15:09:59.000Z')
    expect(tooEarly).toMatchObject({ kind: 'refused', reason: 'too-early' })
    const again = decideStanding(met, ids, { kind: 'AskAgain' }, '2025-06-09T15:10:00.000Z')
    if (again.kind !== 'accepted') throw new Error('was not asked again')
    expect(again.events).toHaveLength(1)
    expect(new Set(again.next.asked.map((one) => one.letterId)).size).toBe(2)
  })

  test('is verified by whoever has the letter, and then is asked no more', () => {
    const verified = after({ kind: 'MeetContact' }, answer(true))
    expect(wordOf(verified)).toBe('verified')
    expect(verified?.answer).toEqual({
      letterId,
      confirmed: true,
      personalRef: id('p'),
      commitment: 'c',
      at: at(9),
    })
    const again = decideStanding(verified, ids, { kind: 'AskAgain' }, at(20))
    expect(again).toMatchObject({ kind: 'refused', reason: 'answered-before' })
  })

  test('is verified by no letter that never went to it', () => {
    const foreign = { ...answer(true), letterId: id('x') } as StandingCommand
    expect(decideStanding(met, ids, foreign, at(9))).toMatchObject({
      kind: 'refused',
      reason: 'unknown-letter',
    })
  })

  test('that declined may come back to it: the newest answer stands', () => {
    expect(wordOf(after({ kind: 'MeetContact' }, answer(false)))).toBe('declined')
    expect(wordOf(after({ kind: 'MeetContact' }, answer(false), answer(true)))).toBe('verified')
  })

  test('keeps the newest report of each kind, whatever the order they come in', () => {
    const reports = [report('reached', 1), report('bounced', 4), report('delayed', 2), report('reached', 3)]
    expect(after(...reports)).toEqual(after(...reports.toReversed()))
    expect(after(...reports)).toMatchObject({ reached: { at: at(3) }, bounced: { at: at(4) } })
    expect(decideStanding(after(...reports), ids, report('bounced', 4), at(9))).toEqual({ kind: 'nothing' })
  })

  test.each([
    ['nothing was ever sent', [], 'unverified', false],
    ['a letter arrived', [report('reached', 1)], 'unverified', false],
    ['a letter came back for good', [report('bounced', 1)], 'unreachable', false],
    [
      'a verified address came back for good',
      [{ kind: 'MeetContact' }, answer(true), report('bounced', 1)],
      'unreachable',
      false,
    ],
    ['a letter came back after a while of trying', [report('softBounced', 1)], 'unverified', true],
    ['a letter is late', [report('delayed', 1)], 'unverified', true],
    [
      'a letter arrived after one had come back',
      [report('bounced', 1), report('reached', 2)],
      'unverified',
      false,
    ],
    [
      'a letter came back after one had arrived',
      [report('reached', 1), report('bounced', 2)],
      'unreachable',
      false,
    ],
    [
      'a full mailbox says nothing of an address that is gone',
      [report('bounced', 1), report('softBounced', 2)],
      'unreachable',
      true,
    ],
    ['a late letter arrived', [report('delayed', 1), report('reached', 2)], 'unverified', false],
    ['the recipient complained', [report('complained', 1)], 'unverified', false],
  ] as const satisfies readonly (readonly [string, readonly StandingCommand[], string, boolean])[])(
    'when %s',
    (_when, commands, word, struggling) => {
      const standing = after(...commands)
      expect(wordOf(standing)).toBe(word)
      expect(isUsable(wordOf(standing))).toBe(word === 'unverified')
      expect(standing !== undefined && isStruggling(standing)).toBe(struggling)
    },
  )
})
