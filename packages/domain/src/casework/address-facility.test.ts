import { describe, expect, test } from 'vitest'
import {
  at,
  facility,
  firmDuty,
  judge,
  monday,
  openStory,
  openToldStory,
  organisationId,
  recall,
  unit,
} from './case.test-support.ts'

const kinds = (events: readonly { readonly kind: string }[]) => events.map((event) => event.kind)
const address = { kind: 'AddressFacility', recall: recall(), organisationId, tellAt: monday } as const
const lastLetter = (story: ReturnType<typeof openStory>) => story.current().letters.at(-1)

describe('a consignee that the firm addressed', () => {
  test('owes a reply even with nothing here', () => {
    const story = openStory()
    expect(kinds(story.act(address))).toEqual(['CaseOpened', 'DutyAdded', 'StepPlanned'])
    story.mail()
    expect(lastLetter(story)).toMatchObject({ kind: 'initial', newUnits: [], dutyIds: [firmDuty] })
    expect(story.current()).toMatchObject({ addressed: true, status: 'open' })
  })

  test('whose units matched already is written to once', () => {
    const story = openToldStory()
    expect(kinds(story.act(address, at(1)))).toEqual(['FacilityAddressed'])
    story.mail(at(1))
    expect(story.letters()).toEqual(['initial'])
  })

  test('is not stood down when its units leave the scope', () => {
    const story = openToldStory([unit('1001')])
    story.act(address)
    story.act(judge([unit('1001', 'outside')], at(1)), at(1))
    expect(story.current().status).toBe('open')
    story.mail(at(1))
    expect(lastLetter(story)?.kind).toBe('supplement')
  })

  test('after a stand-down is told that a reply is owed after all', () => {
    const story = openToldStory([unit('1001')])
    story.act(judge([unit('1001', 'outside')], at(1)), at(1))
    story.mail(at(1))
    story.act({ ...address, tellAt: at(2) }, at(2))
    story.mail(at(2))
    expect(story.letters()).toEqual(['initial', 'stand-down', 'supplement'])
    expect(story.current().status).toBe('open')
    expect(story.planned()).toHaveLength(4)
  })
})

test('with nobody to write to, the firm is asked to phone', () => {
  const story = openStory()
  story.act(judge([unit('1001')]))
  expect(kinds(story.mail(monday, { ...facility, contacts: [] }))).toEqual(['StepTaken', 'PhoneTaskRaised'])
  const { taskId } = story.current().tasks[0] ?? {}
  story.act({ kind: 'FinishPhoneTask', taskId: taskId ?? '', outcome: 'left a message' }, at(1))
  expect(story.current().tasks[0]?.doneAt).toBe(at(1))
  expect(story.refusal({ kind: 'FinishPhoneTask', taskId: 'x', outcome: '' })?.reason).toBe('unknown-task')
})
