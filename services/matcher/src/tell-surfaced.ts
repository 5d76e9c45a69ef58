import { type Gone, goneUnder, type Holding, surfacedAfter } from '@recallwire/domain/device/holding.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf, matchIdOf } from '@recallwire/domain/ids.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import type { Matching } from './matching.ts'

/** What a facility reported gone, and the row that shows it afterwards; the row may be its own. */
export type Surfaced = { readonly gone: Gone; readonly seen: Holding }

/**
 * Where a serial was reported returned, destroyed or used under this recall and a row shows it after that reply. `rows` are all
 * rows of the serial, read after the reply or the observation was stored, whichever this look is for; so whoever comes
 * second finds it. One side of each pair is `holding`, whose look this is.
 */
export const surfacedUnder = (
  recallId: string,
  holding: Holding,
  rows: readonly Holding[],
): readonly Surfaced[] =>
  [
    ...rows.map((gone) => ({ gone, seen: holding })),
    ...rows.filter((row) => row.holdingId !== holding.holdingId).map((seen) => ({ gone: holding, seen })),
  ].flatMap(({ gone, seen }) => {
    const word = goneUnder(gone).find((one) => one.recallId === recallId)
    return word !== undefined && surfacedAfter(word, seen) ? [{ gone: word, seen }] : []
  })

/** Kept with the match of one side of the pair, which remembers the pair as its cause: told once, whoever looks. */
export async function tellSurfaced(
  deps: Matching,
  { gone, seen }: Surfaced,
  keptWith: 'seen' | 'gone',
): Promise<void> {
  const { matches } = deps.matching
  const { custodyId } = keptWith === 'seen' ? seen.custody : gone
  const id = matchIdOf(gone.recallId, custodyId)
  const matchId = matchIdOf(gone.recallId, seen.custody.custodyId)
  const eventId = eventIdOf('/matcher', `${matchId}/${gone.custodyId}`, 'surfaced')
  const told = await decideAndSave<Match>(
    { read: () => matches.get(id), save: (change) => matches.save(change) },
    { id, causeId: eventId },
    (current) =>
      current === undefined || current.verdict.value === 'outside'
        ? { kind: 'nothing' }
        : { kind: 'save', next: current, events: [surfaced(deps, { gone, seen }, eventId)] },
  )
  if (told.kind === 'saved') deps.metrics.surfaced.inc({ disposition: gone.disposition })
}

function surfaced(deps: Matching, { gone, seen }: Surfaced, id: string): OutgoingEvent {
  const { recallId, disposition, at } = gone
  const { facilityId, organisationId, custody, lastObserved } = seen
  const { custodyId } = custody
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
      matchId: matchIdOf(recallId, custodyId),
      earlier: { disposition, at },
      seenAt: lastObserved.observedAt,
    },
  })
}
