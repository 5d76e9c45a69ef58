import type { Holding } from '@recallwire/domain/device/holding.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf, matchIdOf } from '@recallwire/domain/ids.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { Match } from '@recallwire/ports/match-store.ts'
import type { Matching } from './matching.ts'
import type { Settled } from './settle-match.ts'

/**
 * One serial cannot be in two places: where two facilities hold it under the same recall, the one that had it first is
 * asked to confirm. It never learns where the serial was reported. Asked once per pair, whoever looks.
 */
export async function askEarlierHolder(
  deps: Matching,
  { match, holding }: Settled,
  rows: readonly Holding[],
): Promise<void> {
  for (const other of rows) {
    if (other.facilityId === holding.facilityId) continue
    const otherMatch = (await deps.matching.matches.get(matchIdOf(match.recallId, other.custody.custodyId)))
      ?.document
    if (otherMatch === undefined || otherMatch.verdict.value === 'outside') continue
    if (isEarlier(other, holding)) await ask(deps, otherMatch, match.custodyId)
    else await ask(deps, match, other.custody.custodyId)
  }
}

/** By the time the facilities themselves gave; the id only settles a tie, so that both directions agree. */
const isEarlier = (one: Holding, other: Holding): boolean =>
  one.custody.openedAt === other.custody.openedAt
    ? one.custody.custodyId < other.custody.custodyId
    : one.custody.openedAt < other.custody.openedAt

/** The question is kept with the earlier match, which remembers the pair as its cause. */
async function ask(deps: Matching, earlier: Match, laterCustodyId: string): Promise<void> {
  const { matches } = deps.matching
  const eventId = eventIdOf('/matcher', `${earlier.matchId}/${laterCustodyId}`, 'elsewhere')
  await decideAndSave<Match>(
    { read: () => matches.get(earlier.matchId), save: (change) => matches.save(change) },
    { id: earlier.matchId, causeId: eventId },
    (current) =>
      current === undefined
        ? { kind: 'nothing' }
        : { kind: 'save', next: current, events: [reportedElsewhere(deps, current, eventId)] },
  )
}

function reportedElsewhere(deps: Matching, match: Match, id: string): OutgoingEvent {
  const { recallId, facilityId, organisationId, custodyId, matchId } = match
  return outgoing(recallId, {
    id,
    source: '/matcher',
    type: 'recallwire.unit-reported-elsewhere.v1',
    subject: recallId,
    at: deps.clock.now(),
    actor: deps.actor,
    data: { recallId, facilityId, organisationId, custodyId, matchId },
  })
}
