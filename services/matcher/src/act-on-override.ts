import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { derivedId } from '@recallwire/canonical/derived-id.ts'
import type { Actor } from '@recallwire/domain/access/actor.ts'
import {
  decideOverride,
  evolveOverride,
  type OverrideCommand,
  type OverrideRefusal,
} from '@recallwire/domain/verdict-override/decide-override.ts'
import { basisOf } from '@recallwire/domain/verdict-override/rests-on.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import { lookAtOthers } from './look-at-others.ts'
import type { Matching } from './matching.ts'
import { tellDecision, tellLapsed } from './override-events.ts'
import { type Settled, settledWith, type Weighed, weigh } from './settle-match.ts'
import { tellOne } from './units-matched.ts'

export type OverrideOrder = {
  readonly recallId: string
  readonly matchId: string
  readonly firmName: string
  readonly command: OverrideCommand
  readonly actor: Actor
  readonly requestKey: string
}

export type OverrideActed =
  | { readonly kind: 'done'; readonly match: Match }
  | { readonly kind: 'absent' }
  | OverrideRefusal

/**
 * Decides what a person says about one unit's verdict, and settles the match in the same write: the decision, the verdict
 * it brings about and what the facility is told of it become durable together. Like every verdict it rests on a row and
 * a scope that were read after the match. The same request key brings it about once.
 */
export async function actOnOverride(deps: Matching, order: OverrideOrder): Promise<OverrideActed> {
  const { matches } = deps.matching
  const { matchId, recallId, firmName, command, actor } = order
  const causeId = derivedId('cause', [actor.organisationId, command.kind, matchId, order.requestKey])
  let stored: Stored<Match> | undefined
  let weighed: Weighed | undefined
  let settled: Settled | undefined
  const read = async () => {
    stored = await matches.get(matchId)
    weighed = stored && (await weigh(deps, stored.document, stored.document))
    return stored
  }
  const decided = await decideAndSave<Match, OverrideRefusal | { readonly kind: 'absent' }>(
    { read, save: (change) => matches.save(change) },
    { id: matchId, causeId },
    (current) => {
      if (current?.recallId !== recallId) return { kind: 'refused', refusal: { kind: 'absent' } }
      if (weighed === undefined) return { kind: 'refused', refusal: recallIsOver }
      const now = basisOf(weighed.scope, weighed.holding, weighed.computed)
      const at = deps.clock.now()
      const decision = decideOverride(current, now, command, { actor, firmName, at })
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision }
      const { event } = decision
      settled = settledWith(current, weighed, stored, { state: evolveOverride(current, event), at })
      const { match } = settled
      const isNews = canonicalJson(match.verdict) !== canonicalJson(current.verdict)
      const events = [
        tellDecision(settled, { actor, at, event }),
        ...tellLapsed(deps, settled),
        ...(isNews ? tellOne(deps, 'people', undefined)(settled) : []),
      ]
      return { kind: 'save', next: match, events }
    },
  )
  if (decided.kind === 'refused') {
    const { refusal } = decided
    if (
      stored !== undefined &&
      refusal.kind === 'refused' &&
      (await wasApplied(deps, stored.document, causeId))
    )
      return { kind: 'done', match: stored.document }
    return refusal
  }
  if (decided.document === undefined) throw new Error(`match ${matchId} was saved and is not there`)
  if (decided.kind === 'saved' && settled !== undefined) {
    deps.metrics.overrides.inc({ command: command.kind })
    await lookAtOthers(deps, settled)
  }
  return { kind: 'done', match: decided.document }
}

const recallIsOver: OverrideRefusal = {
  kind: 'refused',
  reason: 'closed',
  message: 'The recall is closed; its verdicts are final.',
}

/** A retry of a request that had been carried out before its answer was lost would be refused: see whether its cause is known. */
async function wasApplied(deps: Matching, match: Match, causeId: string): Promise<boolean> {
  const { matches } = deps.matching
  const change = { id: match.matchId, expectedVersion: 0, next: match, events: [], causeId }
  return (await matches.save(change)).kind === 'already-applied'
}
