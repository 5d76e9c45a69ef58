import { type Gone, goneUnder, type Holding, surfacedAfter } from '@recallwire/domain/device/holding.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf, matchIdOf } from '@recallwire/domain/ids.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import type { Matching } from './matching.ts'
import type { Settled } from './settle-match.ts'

/**
 * A serial that a facility reported returned, destroyed or used under this recall, and that a row shows after that reply: the
 * firm must hear of it. `rows` are all rows of the serial, read after the reply or the observation was stored, whichever this
 * look is for; so whoever comes second finds it. The row may be that of the facility that replied.
 */
export async function tellSurfaced(
  deps: Matching,
  { match, holding }: Settled,
  rows: readonly Holding[],
): Promise<void> {
  const pairs = [
    ...rows.map((gone) => ({ gone, seen: holding })),
    ...rows.filter((row) => row.holdingId !== holding.holdingId).map((seen) => ({ gone: holding, seen })),
  ]
  for (const { gone, seen } of pairs) {
    const word = goneUnder(gone).find(({ recallId }) => recallId === match.recallId)
    if (word !== undefined && surfacedAfter(word, seen)) await tell(deps, word, seen)
  }
}

/** Kept with the match of where the unit was seen, which remembers the pair as its cause: told once, whoever looks. */
async function tell(deps: Matching, gone: Gone, seen: Holding): Promise<void> {
  const { matches } = deps.matching
  const id = matchIdOf(gone.recallId, seen.custody.custodyId)
  const eventId = eventIdOf('/matcher', `${id}/${gone.custodyId}`, 'surfaced')
  const told = await decideAndSave<Match>(
    { read: () => matches.get(id), save: (change) => matches.save(change) },
    { id, causeId: eventId },
    (current) =>
      current === undefined || current.verdict.value === 'outside'
        ? { kind: 'nothing' }
        : { kind: 'save', next: current, events: [surfaced(deps, current, gone, seen, eventId)] },
  )
  if (told.kind === 'saved') deps.metrics.surfaced.inc({ disposition: gone.disposition })
}

function surfaced(deps: Matching, match: Match, gone: Gone, seen: Holding, id: string): OutgoingEvent {
  const { recallId, facilityId, organisationId, custodyId, matchId } = match
  const { disposition, at } = gone
  return outgoing(recallId, {
    id,
    source: '/matcher',
    type: 'recallwire.unit-surfaced.v1',
    subject: recallId,
    at: deps.clock.now(),
    actor: deps.actor,
    data: {
      recallId,
      facilityId,
      organisationId,
      custodyId,
      matchId,
      earlier: { disposition, at },
      seenAt: seen.lastObserved.observedAt,
    },
  })
}
