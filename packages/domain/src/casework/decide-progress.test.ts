import { describe, expect, test } from 'vitest'
import {
  at,
  custodyOf,
  facility,
  judge,
  line,
  monday,
  openStory,
  openToldStory,
  reply,
  takeSteps,
  timeZone,
  unit,
} from './case.test-support.ts'
import { caseReaders, nextDueAt } from './case.ts'
import type { CaseCommand } from './case-command.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const firstLetter = (story: ReturnType<typeof openStory>) => story.current().letters[0]?.letterId ?? ''
const outsideLetter: CaseCommand = {
  kind: 'AddSender',
  duty: { kind: 'outside-letter', senderName: 'Medi Supply', reference: 'paper 12' },
}

describe('a letter of the case', () => {
  test('that is stuck is a phone task for the firm, and the next letter goes to somebody who can be reached', () => {
    const story = openStory()
    story.act(judge([unit('1001')]))
    story.act(takeSteps())
    const stuck = {
      kind: 'RecordLetterStuck',
      letterId: firstLetter(story),
      because: 'address refused',
    } as const
    expect(kinds(story.act(stuck))).toEqual(['LetterStuck', 'PhoneTaskRaised'])
    expect(story.current().tasks[0]?.because).toBe('letter stuck: address refused')
    expect(story.current().letters[0]?.stuckBecause).toBe('address refused')
    story.act(judge([unit('1002')], at(1)), at(1))
    story.mail(at(1))
    expect(story.current().letters.map((letter) => letter.contactId[0])).toEqual(['k', 'l'])
  })

  test('that the case never planned is refused', () => {
    const story = openToldStory()
    const letterId = 'z'.repeat(26)
    const commands: readonly CaseCommand[] = [
      { kind: 'RecordLetterAccepted', letterId, acceptedAt: monday, timeZone },
      { kind: 'RecordLetterStuck', letterId, because: 'x' },
      { kind: 'AskFreshCode', letterId },
    ]
    for (const command of commands) expect(story.refusal(command)?.reason).toBe('unknown-letter')
  })

  test('that was accepted twice starts one ladder', () => {
    const story = openToldStory()
    const again = {
      kind: 'RecordLetterAccepted',
      letterId: firstLetter(story),
      acceptedAt: at(5),
      timeZone,
    } as const
    expect(story.act(again, at(5))).toEqual([])
    expect(story.planned()).toHaveLength(4)
  })

  test('may be followed by a fresh code, not more than once in ten minutes', () => {
    const story = openToldStory()
    const ask = { kind: 'AskFreshCode', letterId: firstLetter(story) } as const
    expect(story.attempt(ask, at(1))).toMatchObject([{ kind: 'LetterPlanned', plan: { kind: 'fresh-code' } }])
    expect(story.refusal(ask, at(1, '15:09'))?.reason).toBe('too-early')
    expect(story.attempt(ask, at(1, '15:10'))).toMatchObject([{ plan: { ordinal: 1 } }])
    expect(story.planned()).toHaveLength(4)
  })
})

describe('another sender', () => {
  test('that wrote on paper is owed a reply without another letter', () => {
    const story = openToldStory()
    expect(kinds(story.act(outsideLetter, at(1)))).toEqual(['DutyAdded'])
    expect(story.current().duties.map((duty) => [duty.kind, duty.told])).toEqual([
      ['firm', true],
      ['outside-letter', true],
    ])
  })

  test('after the end of the case opens it again with the reminders that are left', () => {
    const story = openToldStory([unit('1001')])
    story.act(reply('a', { units: [line('1001', 'isolated')] }), at(1))
    expect(kinds(story.act(outsideLetter, at(2)))).toEqual([
      'DutyAdded',
      'CaseReopened',
      ...Array(3).fill('StepPlanned'),
    ])
    expect(story.current().duties[0]?.dischargedAt).toBe(at(1))
    const dutyIds = [story.current().duties[1]?.dutyId ?? '']
    story.act(reply('b', { dutyIds }), at(2))
    expect(story.current().status).toBe('done')
  })

  test('after the end of the case, with no reminder left, has the firm call', () => {
    const story = openToldStory([unit('1001')])
    story.act(reply('a', { units: [line('1001', 'isolated')] }), at(1))
    const muchLater = at(20)
    expect(kinds(story.act(outsideLetter, muchLater))).toEqual([
      'DutyAdded',
      'CaseReopened',
      'PhoneTaskRaised',
    ])
    expect(story.act(outsideLetter, muchLater)).toEqual([])
  })

  test('that forwarded may read the case', () => {
    const story = openToldStory()
    const senderOrganisationId = 'd'.repeat(26)
    story.act({
      kind: 'AddSender',
      duty: { kind: 'distributor', senderOrganisationId, senderName: 'Medi Supply', reference: 'MS-7' },
    })
    expect(caseReaders(story.current())).toContain(senderOrganisationId)
    expect(caseReaders(story.current())).toContain(facility.organisationId)
  })
})

describe('a unit that was reported elsewhere', () => {
  test('is asked about once, and the letter does not say where', () => {
    const story = openToldStory()
    const question = { kind: 'QuestionLocation', custodyId: custodyOf('1001') } as const
    expect(kinds(story.act(question, at(1)))).toEqual(['LocationQuestioned', 'StepPlanned'])
    story.mail(at(1))
    expect(story.current().letters.at(-1)).toMatchObject({
      kind: 'supplement',
      confirmUnits: [custodyOf('1001')],
      newUnits: [],
    })
    expect(story.current().units[0]?.askedToConfirm).toEqual({ at: at(1), told: true })
    expect(story.act(question, at(2))).toEqual([])
    expect(story.act({ kind: 'QuestionLocation', custodyId: custodyOf('9') }, at(2))).toEqual([])
  })
})

describe('the end of the recall', () => {
  test.each(['terminated', 'withdrawn'] as const)(
    'by being %s stops every step and is told with a close-out',
    (outcome) => {
      const story = openToldStory()
      story.act({ kind: 'CloseCase', outcome }, at(1))
      expect(story.planned()).toEqual(['tell 2025-06-03T15:00'])
      expect(nextDueAt(story.current())).toBe(at(1))
      story.mail(at(1))
      expect(story.letters()).toEqual(['initial', 'close-out'])
      expect([story.current().status, story.planned()]).toEqual(['closed', []])
      expect(story.mail(at(20))).toEqual([])
    },
  )

  test('before the first letter leaves the facility in peace', () => {
    const story = openStory()
    story.act(judge([unit('1001')], at(1)))
    story.act({ kind: 'CloseCase', outcome: 'withdrawn' })
    expect(story.planned()).toEqual([])
    expect(story.mail(at(1))).toEqual([])
  })

  test('is final', () => {
    const story = openToldStory()
    const letterId = firstLetter(story)
    story.act({ kind: 'CloseCase', outcome: 'terminated' })
    expect(story.refusal(outsideLetter)?.reason).toBe('closed')
    expect(story.refusal({ kind: 'AskFreshCode', letterId })?.reason).toBe('closed')
    expect(story.act({ kind: 'CloseCase', outcome: 'withdrawn' })).toEqual([])
    expect(story.act({ kind: 'QuestionLocation', custodyId: custodyOf('1001') })).toEqual([])
  })
})

test('every command but the two that open a case is refused where there is none', () => {
  const story = openStory()
  const commands: readonly CaseCommand[] = [
    { kind: 'MatchingCompleted', revision: 1 },
    takeSteps(),
    reply('a'),
    outsideLetter,
    { kind: 'CloseCase', outcome: 'terminated' },
  ]
  for (const command of commands) expect(story.refusal(command)?.reason).toBe('no-case')
})
