import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdictValues } from '../scope/verdict.ts'
import { decideOverride, evolveOverride, type OverrideCommand } from './decide-override.ts'
import { at, basisWith } from './override.test-support.ts'
import type { OverrideState } from './override.ts'
import { standingOverride } from './rests-on.ts'

const reason = 'Looked at by hand.'
const command = fc.oneof(
  fc.record({
    kind: fc.constant('ProposeOverride' as const),
    value: fc.constantFrom(...verdictValues),
    reason: fc.constant(reason),
  }),
  fc.constantFrom<OverrideCommand>(
    { kind: 'ProposeWithdrawal', reason },
    { kind: 'ConfirmOverride' },
    { kind: 'DeclineOverride' },
  ),
)
const act = fc.record({ command, by: fc.constantFrom('one', 'two'), facts: fc.constantFrom('a', 'b') })

/** Lives through the acts; an act that is refused changes nothing. */
function live(acts: readonly { command: OverrideCommand; by: string; facts: string }[]): OverrideState {
  return acts.reduce<OverrideState>((state, { command, by, facts }) => {
    const actor = { organisationId: 'f'.repeat(26), role: 'manufacturer-approver', by } as const
    const now = basisWith({ factsHash: facts })
    const decision = decideOverride(state, now, command, { actor, firmName: 'Northwind', at })
    return decision.kind === 'refused' ? state : evolveOverride(state, decision.event)
  }, {})
}

test('whatever is tried, a decision has two people behind it, and rests on what both looked at', () => {
  let decided = 0
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const { override } = live(acts)
      if (override === undefined) return
      decided += 1
      expect(override.proposedBy.by).not.toBe(override.confirmedBy.by)
      expect(override.value).not.toBe(override.basis.verdict.value)
      const { factsHash } = override.basis
      expect(standingOverride({ override }, basisWith({ factsHash }))).toBe(override)
      expect(
        standingOverride({ override }, basisWith({ factsHash: `${factsHash}, changed` })),
      ).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
  expect(decided).toBeGreaterThan(50)
})

test('one person alone never changes a verdict, however often he tries', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
      expect(live(acts.map((one) => ({ ...one, by: 'one' }))).override).toBeUndefined()
    }),
  )
})
