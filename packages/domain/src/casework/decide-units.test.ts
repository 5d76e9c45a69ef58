import { describe, expect, test } from 'vitest'
import {
  at,
  caseIds,
  custodyOf,
  firmDuty,
  judge,
  line,
  monday,
  openStory,
  openToldStory,
  recall,
  reply,
  unit,
} from './case.test-support.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const lastLetter = (story: ReturnType<typeof openStory>) => story.current().letters.at(-1)

describe('matched units', () => {
  test('open a case with a duty to the firm, and are told of once the matching had its time', () => {
    const story = openStory()
    expect(kinds(story.act(judge([unit('1001')], at(0, '15:01'))))).toEqual([
      'CaseOpened',
      'DutyAdded',
      'UnitsJudged',
      'StepPlanned',
    ])
    expect(story.current()).toMatchObject({
      ...caseIds,
      status: 'open',
      duties: [{ dutyId: firmDuty, kind: 'firm' }],
    })
    expect(story.planned()).toEqual(['tell 2025-06-02T15:01'])
    expect(story.mail(monday)).toEqual([])
  })

  test('that are all outside open nothing', () => {
    const story = openStory()
    story.act(judge([unit('1001', 'outside')]))
    expect(story.exists()).toBe(false)
  })

  test('that arrive together go into one letter, and later ones into a supplement about themselves alone', () => {
    const story = openStory()
    story.act(judge([unit('1001')], at(0, '15:01')))
    story.act(judge([unit('1002')], at(0, '15:01')), at(0, '15:00'))
    story.act({ kind: 'MatchingCompleted', revision: 1 })
    story.mail()
    expect(lastLetter(story)).toMatchObject({
      kind: 'initial',
      newUnits: [custodyOf('1001'), custodyOf('1002')],
    })
    story.act(judge([unit('1003')], at(1)), at(1))
    story.mail(at(1))
    expect(lastLetter(story)).toMatchObject({ kind: 'supplement', newUnits: [custodyOf('1003')] })
    expect(story.letters()).toEqual(['initial', 'supplement'])
  })

  test('are told of at once when the matching of their revision is complete, and not by that of another', () => {
    const story = openStory()
    story.act(judge([unit('1001')], at(0, '15:01')))
    story.act({ kind: 'MatchingCompleted', revision: 2 })
    expect(story.planned()).toEqual(['tell 2025-06-02T15:01'])
    story.act({ kind: 'MatchingCompleted', revision: 1 })
    expect(story.planned()).toEqual(['tell 2025-06-02T15:00'])
  })

  test('that leave the scope are released in the next letter', () => {
    const story = openToldStory()
    story.act(judge([unit('1001', 'outside')], at(1), recall({ revision: 2 })), at(1))
    story.mail(at(1))
    expect(lastLetter(story)).toMatchObject({
      kind: 'supplement',
      releasedUnits: [custodyOf('1001')],
      newUnits: [],
    })
  })

  test('that leave the scope with the last one end the case with a stand-down, and no reminder follows', () => {
    const story = openToldStory([unit('1001')])
    const events = story.act(judge([unit('1001', 'outside')], at(1), recall({ revision: 2 })), at(1))
    expect(kinds(events)).toContain('CaseCompleted')
    story.mail(at(1))
    expect(story.letters()).toEqual(['initial', 'stand-down'])
    expect(story.planned()).toEqual([])
    expect(story.mail(at(20))).toEqual([])
  })

  test('that come back into the scope after a stand-down open the case again', () => {
    const story = openToldStory([unit('1001')])
    story.act(judge([unit('1001', 'outside')], at(1), recall({ revision: 2 })), at(1))
    story.mail(at(1))
    story.act(judge([unit('1001')], at(2), recall({ revision: 3 })), at(2))
    story.mail(at(2))
    expect(story.current().status).toBe('open')
    expect(lastLetter(story)).toMatchObject({ kind: 'supplement', newUnits: [custodyOf('1001')] })
    expect(story.planned()).toHaveLength(4)
  })

  test('that arrive after the case is done are owed an answer of their own', () => {
    const story = openToldStory([unit('1001')])
    story.act(reply('a', { units: [line('1001', 'isolated')] }), at(1))
    expect(story.current().status).toBe('done')
    const events = story.act(judge([unit('1001'), unit('1002')], at(2)), at(2))
    expect(kinds(events)).toEqual(['UnitsJudged', 'CaseReopened', 'DutyReopened', 'StepPlanned'])
    story.mail(at(2))
    expect(lastLetter(story)).toMatchObject({ kind: 'supplement', newUnits: [custodyOf('1002')] })
    expect(story.current().units[0]?.answers).toHaveLength(1)
    expect(story.planned()).toHaveLength(4)
  })

  test('that arrive after the end of the recall are recorded and nobody is written to', () => {
    const story = openToldStory([unit('1001')])
    story.act({ kind: 'CloseCase', outcome: 'terminated' }, at(1))
    story.mail(at(1))
    expect(kinds(story.act(judge([unit('1002')], at(2)), at(2)))).toEqual(['UnitsJudged'])
    expect(story.mail(at(3))).toEqual([])
    expect(story.letters()).toEqual(['initial', 'close-out'])
  })

  test('of a lot that grew after it was answered for are asked about again', () => {
    const story = openToldStory([unit('L1', 'affected', 10)])
    story.act(reply('a', { units: [line('L1', 'returned', { quantity: 10 })] }), at(1))
    story.act(judge([unit('L1', 'affected', 25)], at(2)), at(2))
    story.mail(at(2))
    expect(story.current().status).toBe('open')
    expect(lastLetter(story)).toMatchObject({ kind: 'supplement', newUnits: [custodyOf('L1')] })
    story.act(judge([unit('L1', 'affected', 8)], at(3)), at(3))
    expect(
      story.mail(at(3)).filter((event) => event.kind === 'LetterPlanned' && event.plan.kind === 'supplement'),
    ).toEqual([])
    expect(story.current().status).toBe('done')
  })
})

describe('a possible unit', () => {
  const possible = () => {
    const story = openToldStory([unit('X1', 'possible')])
    story.act(reply('a', { units: [line('X1', 'isolated', { serial: '1001' })] }), at(1))
    return story
  }

  test('that the answer shows to be affected is told, and its answer stands', () => {
    const story = possible()
    const events = story.act(judge([unit('X1', 'affected')], at(1)), at(1))
    expect(kinds(events)).not.toContain('CaseReopened')
    story.mail(at(1))
    expect(lastLetter(story)).toMatchObject({ kind: 'supplement', newUnits: [custodyOf('X1')] })
    expect(story.current().status).toBe('done')
  })

  test('that the answer shows to be outside is released', () => {
    const story = possible()
    story.act(judge([unit('X1', 'outside')], at(1)), at(1))
    story.mail(at(1))
    expect(lastLetter(story)).toMatchObject({ kind: 'stand-down', releasedUnits: [custodyOf('X1')] })
    expect(story.current().status).toBe('done')
  })

  test('whose place alone was found keeps the case open when it is affected', () => {
    const story = openToldStory([unit('X1', 'possible')])
    story.act(reply('a', { units: [line('X1', 'found', { serial: '1001' })] }), at(1))
    story.act(judge([unit('X1', 'affected')], at(1)), at(1))
    expect(story.current().status).toBe('open')
  })
})
