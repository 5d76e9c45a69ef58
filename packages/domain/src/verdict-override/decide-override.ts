import type { Actor } from '../access/actor.ts'
import type { Instant } from '../time.ts'
import type { Basis, BasisPart, Override, OverrideState, Proposal } from './override.ts'
import { changedParts, standingOverride } from './rests-on.ts'

/** `proposedAt` of a decision: the proposal that was looked at; if another one waits by now, nothing is decided. */
export type OverrideCommand =
  | { readonly kind: 'ProposeOverride'; readonly value: Proposal['value']; readonly reason: string }
  | { readonly kind: 'ProposeWithdrawal'; readonly reason: string }
  | { readonly kind: 'ConfirmOverride'; readonly proposedAt?: Instant | undefined }
  | { readonly kind: 'DeclineOverride'; readonly proposedAt?: Instant | undefined }

export type OverrideEvent =
  | { readonly kind: 'OverrideProposed'; readonly proposal: Proposal }
  | { readonly kind: 'OverrideDeclined'; readonly proposal: Proposal }
  | { readonly kind: 'OverrideConfirmed'; readonly proposal: Proposal; readonly override: Override }
  | { readonly kind: 'OverrideWithdrawn'; readonly proposal: Proposal }

export type OverrideRefusal = {
  readonly kind: 'refused'
  readonly reason: 'nothing-changed' | 'nothing-proposed' | 'no-override' | 'same-person' | 'stale' | 'closed'
  readonly message: string
}

export type OverrideAct = { readonly actor: Actor; readonly firmName: string; readonly at: Instant }

export type OverrideDecision = { readonly kind: 'accepted'; readonly event: OverrideEvent } | OverrideRefusal

const refused = (reason: OverrideRefusal['reason'], message: string): OverrideRefusal => ({
  kind: 'refused',
  reason,
  message,
})

/**
 * The rules of a verdict that people decide: one proposes with a reason, another confirms, and both have looked at the
 * same unit under the same notice. A newer proposal takes the place of one that waits.
 */
export function decideOverride(
  state: OverrideState,
  now: Basis,
  command: OverrideCommand,
  act: OverrideAct,
): OverrideDecision {
  switch (command.kind) {
    case 'ProposeOverride':
      return propose(state, now, command, act)
    case 'ProposeWithdrawal':
      return standingOverride(state, now) === undefined
        ? refused('no-override', 'No decision of people stands for this unit: the notice itself speaks.')
        : proposed('withdrawal', now.verdict.value, command.reason, now, act)
    case 'ConfirmOverride':
      return confirm(state, now, command, act)
    case 'DeclineOverride': {
      const { proposal } = state
      if (proposal === undefined) return nothingProposed
      return isAnother(proposal, command)
        ? anotherWaits
        : { kind: 'accepted', event: { kind: 'OverrideDeclined', proposal } }
    }
    default:
      return command satisfies never
  }
}

function propose(
  state: OverrideState,
  now: Basis,
  { value, reason }: Extract<OverrideCommand, { kind: 'ProposeOverride' }>,
  act: OverrideAct,
): OverrideDecision {
  const standing = standingOverride(state, now)
  if (value === (standing?.value ?? now.verdict.value))
    return refused('nothing-changed', `The unit is ${value} already: propose another verdict.`)
  if (value === now.verdict.value)
    return refused('nothing-changed', 'The notice itself says so: withdraw the decision instead.')
  return proposed('override', value, reason, now, act)
}

function proposed(
  kind: Proposal['kind'],
  value: Proposal['value'],
  reason: string,
  basis: Basis,
  { actor, firmName, at }: OverrideAct,
): OverrideDecision {
  const proposedBy = { by: actor.by, role: actor.role }
  const proposal: Proposal = { kind, value, reason, firmName, proposedBy, proposedAt: at, basis }
  return { kind: 'accepted', event: { kind: 'OverrideProposed', proposal } }
}

function confirm(
  state: OverrideState,
  now: Basis,
  command: Extract<OverrideCommand, { kind: 'ConfirmOverride' }>,
  { actor, at }: OverrideAct,
): OverrideDecision {
  const { proposal } = state
  if (proposal === undefined) return nothingProposed
  if (isAnother(proposal, command)) return anotherWaits
  if (proposal.proposedBy.by === actor.by)
    return refused('same-person', 'A second person must confirm what you proposed.')
  const changed = changedParts(proposal.basis, now)
  if (changed.length > 0) return stale(changed)
  if (proposal.kind === 'withdrawal')
    return standingOverride(state, now) === undefined
      ? refused('no-override', 'The decision has lapsed already: the notice itself speaks.')
      : { kind: 'accepted', event: { kind: 'OverrideWithdrawn', proposal } }
  const { value, reason, firmName, proposedBy, proposedAt, basis } = proposal
  const confirmedBy = { by: actor.by, role: actor.role }
  const override: Override = {
    value,
    reason,
    firmName,
    proposedBy,
    proposedAt,
    confirmedBy,
    confirmedAt: at,
    basis,
  }
  return { kind: 'accepted', event: { kind: 'OverrideConfirmed', proposal, override } }
}

const isAnother = (
  proposal: Proposal,
  { proposedAt }: { readonly proposedAt?: Instant | undefined },
): boolean => proposedAt !== undefined && proposedAt !== proposal.proposedAt

const nothingProposed = refused('nothing-proposed', 'Nothing waits for a second person here.')
const anotherWaits = refused('stale', 'Another proposal waits than the one you looked at. Read it again.')

const stale = (changed: readonly BasisPart[]): OverrideRefusal =>
  refused(
    'stale',
    `Since it was proposed ${changedWords(changed)} changed. Decline it, look again, and propose anew.`,
  )

/** What changed, as the subject of a sentence. */
export const changedWords = (changed: readonly BasisPart[]): string =>
  changed.map((part) => partWords[part]).join(' and ')

const partWords: Readonly<Record<BasisPart, string>> = {
  verdict: 'the computed verdict',
  facts: "the unit's facts",
  scope: "the notice's scope",
}

/** The state after a decision. A confirmed decision takes the place of the one before it. */
export function evolveOverride({ override }: OverrideState, event: OverrideEvent): OverrideState {
  switch (event.kind) {
    case 'OverrideProposed':
      return { ...(override ? { override } : {}), proposal: event.proposal }
    case 'OverrideDeclined':
      return override ? { override } : {}
    case 'OverrideConfirmed':
      return { override: event.override }
    case 'OverrideWithdrawn':
      return {}
    default:
      return event satisfies never
  }
}
