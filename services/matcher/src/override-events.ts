import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { OverrideEvent } from '@recallwire/domain/verdict-override/decide-override.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import type { Matching } from './matching.ts'
import type { Settled } from './settle-match.ts'

/** What people did about a verdict, as it goes into the ledger: by the actor's id and role, with the reason in their words. */
export function tellDecision(
  { match, version }: Pick<Settled, 'match' | 'version'>,
  by: { readonly actor: Actor; readonly at: string; readonly event: OverrideEvent },
): OutgoingEvent {
  const { actor, at, event } = by
  const { recallId, matchId } = match
  const head = {
    id: eventIdOf('/matcher', `${matchId}@${version}`, 'override'),
    source: '/matcher',
    subject: recallId,
    at,
    actor,
  }
  const { proposal } = event
  switch (event.kind) {
    case 'OverrideProposed':
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.verdict-override-proposed.v1',
        data: { ...idsOf(match), proposal },
      })
    case 'OverrideConfirmed':
    case 'OverrideDeclined':
    case 'OverrideWithdrawn':
      return outgoing(recallId, {
        ...head,
        type: 'recallwire.verdict-override-decided.v1',
        data: { ...idsOf(match), outcome: outcomes[event.kind], proposal },
      })
    default:
      return event satisfies never
  }
}

const outcomes = {
  OverrideConfirmed: 'confirmed',
  OverrideDeclined: 'declined',
  OverrideWithdrawn: 'withdrawn',
} as const

/** The event that goes with a write which ends a decision of people because of what changed under it. */
export function tellLapsed(deps: Matching, { match, version, lapsed }: Settled): readonly OutgoingEvent[] {
  if (lapsed === undefined) return []
  const { override, changed } = lapsed
  const { recallId, matchId, verdict } = match
  return [
    outgoing(recallId, {
      id: eventIdOf('/matcher', `${matchId}@${version}`, 'override-lapsed'),
      source: '/matcher',
      type: 'recallwire.verdict-override-lapsed.v1',
      subject: recallId,
      at: deps.clock.now(),
      actor: deps.actor,
      data: {
        ...idsOf(match),
        value: override.value,
        decidedAt: override.confirmedAt,
        changed: [...changed],
        verdict,
      },
    }),
  ]
}

const idsOf = ({ recallId, facilityId, organisationId, custodyId, matchId }: Match) => ({
  recallId,
  facilityId,
  organisationId,
  custodyId,
  matchId,
})
