import { describe, expect, test } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { decideOverride, evolveOverride, type OverrideCommand } from './decide-override.ts'
import { at, basisWith, overrideWith, proposalWith } from './override.test-support.ts'
import type { OverrideState } from './override.ts'

const organisationId = 'f'.repeat(26)
const editor: Actor = { organisationId, role: 'manufacturer-editor', by: 'editor' }
const approver: Actor = { organisationId, role: 'manufacturer-approver', by: 'approver' }
const later = '2025-06-22T16:00:00.000Z'
const reason = 'Rebuilt at the depot with the new latch.'

const decide = (state: OverrideState, command: OverrideCommand, actor = approver, now = basisWith()) =>
  decideOverride(state, now, command, {
    actor,
    firmName: 'Northwind Devices',
    at: actor === editor ? at : later,
  })

const stateAfter = (state: OverrideState, command: OverrideCommand, actor = approver): OverrideState => {
  const decision = decide(state, command, actor)
  if (decision.kind === 'refused') throw new Error(decision.message)
  return evolveOverride(state, decision.event)
}

const propose = { kind: 'ProposeOverride', value: 'outside', reason } as const
const waiting: OverrideState = { proposal: proposalWith() }
const standing: OverrideState = { override: overrideWith() }
const confirm = { kind: 'ConfirmOverride' } as const

describe('a verdict that people decide', () => {
  test('is proposed by one person and confirmed by another', () => {
    const proposed = stateAfter({}, propose, editor)
    expect(proposed).toEqual(waiting)
    expect(stateAfter(proposed, confirm)).toEqual(standing)
  })

  test('leaves the verdict alone when the second person declines', () => {
    expect(stateAfter(waiting, { kind: 'DeclineOverride' })).toEqual({})
    expect(stateAfter({ ...standing, ...waiting }, { kind: 'DeclineOverride' })).toEqual(standing)
  })

  test('is taken back by a second pair as well', () => {
    const asked = stateAfter(standing, { kind: 'ProposeWithdrawal', reason }, editor)
    expect(asked).toMatchObject({ ...standing, proposal: { kind: 'withdrawal', value: 'affected' } })
    expect(decide(asked, confirm, editor)).toMatchObject({ kind: 'refused', reason: 'same-person' })
    expect(stateAfter(asked, confirm)).toEqual({})
  })

  test('gives way to a newer proposal, which takes the place of the one that waits', () => {
    const newer = stateAfter(waiting, { ...propose, value: 'possible' }, approver)
    expect(newer.proposal).toMatchObject({ value: 'possible', proposedBy: { by: 'approver' } })
  })
})

describe('a decision is refused', () => {
  const otherFacts = basisWith({ factsHash: 'e'.repeat(64) })
  const otherScope = basisWith({ scopeHash: 'e'.repeat(64), revision: 2 })
  const otherVerdict = basisWith({
    verdict: { ...basisWith().verdict, value: 'possible', because: 'no serial' },
  })
  test.each<[string, ReturnType<typeof decide>, string, string]>([
    ['to the person who proposed', decide(waiting, confirm, editor), 'same-person', 'second person'],
    ['when nothing waits', decide({}, confirm), 'nothing-proposed', 'Nothing waits'],
    [
      'when nothing waits to be declined',
      decide({}, { kind: 'DeclineOverride' }),
      'nothing-proposed',
      'Nothing',
    ],
    [
      "when the unit's facts changed",
      decide(waiting, confirm, approver, otherFacts),
      'stale',
      "the unit's facts",
    ],
    [
      "when the notice's scope changed",
      decide(waiting, confirm, approver, otherScope),
      'stale',
      "notice's scope",
    ],
    [
      'when the computed verdict changed',
      decide(waiting, confirm, approver, otherVerdict),
      'stale',
      'the computed verdict changed',
    ],
    [
      'when another proposal waits than the one that was read',
      decide(waiting, { ...confirm, proposedAt: later }),
      'stale',
      'Another proposal',
    ],
    [
      'when it is what the notice says',
      decide({}, { ...propose, value: 'affected' }),
      'nothing-changed',
      'already',
    ],
    ['when people decided it already', decide(standing, propose), 'nothing-changed', 'already'],
    [
      'when a withdrawal would do',
      decide(standing, { ...propose, value: 'affected' }),
      'nothing-changed',
      'withdraw',
    ],
    [
      'when there is nothing to take back',
      decide({}, { kind: 'ProposeWithdrawal', reason }),
      'no-override',
      'the notice itself speaks',
    ],
    [
      'when what it took back has lapsed',
      decide({ proposal: proposalWith({ kind: 'withdrawal', value: 'affected' }) }, confirm),
      'no-override',
      'lapsed already',
    ],
  ])('%s', (_name, decision, refusal, says) => {
    expect(decision).toMatchObject({ kind: 'refused', reason: refusal })
    expect(decision.kind === 'refused' && decision.message).toContain(says)
  })

  test('by nobody for a revision that leaves the unit as it is', () => {
    expect(decide(waiting, confirm, approver, basisWith({ revision: 2 }))).toMatchObject({ kind: 'accepted' })
  })
})
