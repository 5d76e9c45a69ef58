import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { kindsOf, minutes, recordOf, stand } from '../gaps/gaps.test-support.ts'
import {
  contacts,
  facility,
  judge,
  monday,
  openStory,
  openToldStory,
  takeSteps,
  unit,
} from './case.test-support.ts'
import type { CaseCommand } from './case-command.ts'
import { decideCase } from './decide-case.ts'
import { phoneTaskIdOf } from './raise-task.ts'

/** A case whose first letter is stuck, and the person who acts on it. */
function openStuckStory() {
  const story = openStory()
  story.act(judge([unit('1001'), unit('1002')]))
  story.act(takeSteps())
  const letterId = story.current().letters[0]?.letterId ?? ''
  story.act({ kind: 'RecordLetterStuck', letterId, because: 'no such address' }, minutes(1))
  return { ...story, letterId }
}
const again = (
  letterId: string,
  more: { contactId?: string; contacts?: typeof contacts } = {},
): CaseCommand => ({
  kind: 'WriteAgain',
  letterId,
  contactId: more.contactId,
  facility: { ...facility, contacts: more.contacts ?? contacts },
})
const reasonOf = (result: unknown) => (result as { readonly reason?: string } | undefined)?.reason
const standing = (story: ReturnType<typeof openStory>, now: string) => stand(recordOf(story.current()), now)

describe('a letter that nobody got is written again', () => {
  test('with the same content to the same contact, as another letter', () => {
    const story = openStuckStory()
    const events = story.act(again(story.letterId), minutes(30))
    expect(events.map(({ kind }) => kind)).toEqual(['LetterResolved', 'LetterPlanned'])
    const [first, second] = story.current().letters
    expect(first).toMatchObject({ resolved: { how: 'written-again', at: minutes(30) } })
    expect(second?.letterId).not.toBe(first?.letterId)
    const { kind, contactId, newUnits, dutyIds } = first ?? {}
    expect(second).toMatchObject({ kind, contactId, newUnits, dutyIds, ordinal: 1 })
    expect(standing(story, minutes(31))[0]?.standing).toMatchObject({
      kind: 'on-its-way',
      since: minutes(30),
    })
    expect(reasonOf(story.attempt(again(story.letterId), minutes(40)))).toBe('not-stuck')
  })

  test('to another contact, where that is what was wrong', () => {
    const story = openStuckStory()
    const [gone, other] = contacts
    expect(reasonOf(story.refusal(again(story.letterId, { contacts: contacts.slice(1) })))).toBe(
      'unknown-contact',
    )
    story.act(
      again(story.letterId, { contactId: other?.contactId ?? '', contacts: contacts.slice(1) }),
      minutes(9),
    )
    expect(story.current().letters.map(({ contactId }) => contactId)).toEqual([
      gone?.contactId,
      other?.contactId,
    ])
  })

  test('when it came back and nobody else could be written to', () => {
    const story = openToldStory([unit('1001')])
    const letterId = story.current().letters[0]?.letterId ?? ''
    expect(reasonOf(story.refusal(again(letterId)))).toBe('not-stuck')
    const only = { ...facility, contacts: contacts.slice(0, 1) }
    story.act({ kind: 'RecordLetterBounced', letterId, because: '5.1.1', facility: only }, minutes(9))
    story.act(again(letterId), minutes(30))
    expect(story.letters()).toEqual(['initial', 'initial'])
  })
})

test('a letter that is handed to the phone asks for one call, and is no gap', () => {
  const story = openStuckStory()
  const { letterId } = story
  expect(story.current().tasks).toHaveLength(1)
  expect(story.act({ kind: 'HandToPhone', letterId }, minutes(9)).map(({ kind }) => kind)).toEqual([
    'LetterResolved',
  ])
  expect(standing(story, minutes(900))[0]?.standing).toMatchObject({
    kind: 'told',
    by: 'stuck',
    at: minutes(1),
  })
  const called = openStuckStory()
  const taskId = phoneTaskIdOf(called.current().caseId, called.letterId)
  called.act({ kind: 'FinishPhoneTask', taskId, outcome: 'no-answer' }, minutes(5))
  called.act({ kind: 'HandToPhone', letterId: called.letterId }, minutes(9))
  expect(called.current().tasks.filter(({ doneAt }) => doneAt === undefined)).toHaveLength(1)
})

describe('that a letter need not go out', () => {
  const person = (by: string): Actor => ({
    organisationId: 'f'.repeat(26),
    role: 'manufacturer-approver',
    by,
  })
  const decide = (story: ReturnType<typeof openStory>, command: CaseCommand, by: string) => {
    const decision = decideCase(story.current(), story.current(), command, {
      actor: person(by),
      at: minutes(9),
    })
    return decision.kind === 'refused' ? decision : decision.next
  }

  test('takes two people, and what they say is in the case', () => {
    const story = openStuckStory()
    const { letterId } = story
    const propose: CaseCommand = { kind: 'ProposeWaiver', letterId, reason: 'told-in-person' }
    const confirm: CaseCommand = { kind: 'DecideWaiver', letterId, outcome: 'confirmed' }
    expect(reasonOf(decide(story, confirm, 'one'))).toBe('contradiction')
    // The story acts as one person throughout.
    story.act(propose, minutes(8))
    expect(kindsOf(standing(story, minutes(9)))).toEqual(['told', 'told'])
    expect(reasonOf(decide(story, confirm, 'notifier'))).toBe('same-person')
    expect(reasonOf(decide(story, propose, 'one'))).toBe('contradiction')
    const next = decide(story, confirm, 'one')
    if (next === undefined || 'reason' in next) throw new Error('a second person may confirm')
    expect(next.letters[0]?.resolved).toEqual({ how: 'waived', at: minutes(9), reason: 'told-in-person' })
    expect(stand(recordOf(next), minutes(900)).map((stood) => stood.standing)).toEqual(
      Array(2).fill({ kind: 'waived', because: 'letter-waived' }),
    )
  })

  test('is taken back by whoever proposed it, and may be proposed anew', () => {
    const story = openStuckStory()
    const { letterId } = story
    story.act({ kind: 'ProposeWaiver', letterId, reason: 'facility-closed' }, minutes(8))
    story.act({ kind: 'DecideWaiver', letterId, outcome: 'declined' }, minutes(9))
    expect(story.current().letters[0]?.waiver).toBeUndefined()
    story.act({ kind: 'ProposeWaiver', letterId, reason: 'told-by-phone' }, minutes(10))
    expect(story.current().letters[0]?.waiver?.reason).toBe('told-by-phone')
  })
})

test('nothing is to be done about a letter that is on its way, or once the recall is closed', () => {
  const story = openStory()
  story.act(judge([unit('1001')]))
  story.act(takeSteps())
  const letterId = story.current().letters[0]?.letterId ?? ''
  const commands: readonly CaseCommand[] = [
    again(letterId),
    { kind: 'HandToPhone', letterId },
    { kind: 'ProposeWaiver', letterId, reason: 'told-by-phone' },
    { kind: 'DecideWaiver', letterId, outcome: 'confirmed' },
  ]
  for (const command of commands) expect(reasonOf(story.refusal(command))).toBe('not-stuck')
  expect(reasonOf(story.refusal(again('z'.repeat(26))))).toBe('unknown-letter')
  story.act({ kind: 'RecordLetterStuck', letterId, because: 'refused' }, monday)
  story.act({ kind: 'CloseCase', outcome: 'withdrawn' }, monday)
  for (const command of commands.slice(0, 3)) expect(reasonOf(story.refusal(command))).toBe('closed')
})
