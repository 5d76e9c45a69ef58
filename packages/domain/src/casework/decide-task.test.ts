import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { at, caseIds, firmOrganisationId, openToldStory } from './case.test-support.ts'
import type { CaseCommand } from './case-command.ts'
import { decideCase } from './decide-case.ts'

const editor: Actor = { organisationId: firmOrganisationId, role: 'manufacturer-editor', by: 'editor' }
const colleague: Actor = { ...editor, by: 'colleague' }
const raise: CaseCommand = {
  kind: 'RaiseTask',
  taskKind: 'text',
  because: 'the answer is unclear',
  key: 'k1',
  role: 'executive',
}

function openDesk() {
  const story = openToldStory()
  let on = story.current()
  return {
    current: () => on,
    as: (actor: Actor, command: CaseCommand) => {
      const decision = decideCase(on, caseIds, command, { actor, at: at(1) })
      if (decision.kind === 'refused') return decision.reason
      on = decision.next ?? on
      return decision.events.map(({ kind }) => kind)
    },
  }
}

describe('a task of the firm', () => {
  test('is asked for once, for whom and why', () => {
    const desk = openDesk()
    expect(desk.as(editor, raise)).toEqual(['PhoneTaskRaised'])
    expect(desk.as(editor, raise)).toEqual([])
    expect(desk.current().tasks).toMatchObject([
      { kind: 'text', role: 'executive', because: 'the answer is unclear', raisedAt: at(1) },
    ])
  })

  test('is taken on by one person, and done by whoever says so', () => {
    const desk = openDesk()
    desk.as(editor, raise)
    const taskId = desk.current().tasks[0]?.taskId ?? ''
    expect(desk.as(editor, { kind: 'TakeTask', taskId })).toEqual(['TaskTaken'])
    expect(desk.as(editor, { kind: 'TakeTask', taskId })).toEqual([])
    expect(desk.as(colleague, { kind: 'TakeTask', taskId })).toBe('taken')
    expect(desk.as(colleague, { kind: 'FinishPhoneTask', taskId, outcome: 'answered' })).toEqual([
      'PhoneTaskDone',
    ])
    expect(desk.current().tasks[0]).toMatchObject({
      taken: { by: 'editor' },
      doneBy: 'colleague',
      outcome: 'answered',
    })
  })

  test('is asked of nobody once the recall is closed', () => {
    const desk = openDesk()
    desk.as(editor, { kind: 'CloseCase', outcome: 'terminated' })
    expect(desk.as(editor, raise)).toBe('closed')
    expect(desk.as(editor, { kind: 'TakeTask', taskId: 'unknown' })).toBe('unknown-task')
  })
})
