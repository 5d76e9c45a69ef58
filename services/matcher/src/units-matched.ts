import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { type MatchedUnit, travellingFacts } from '@recallwire/domain/scope/verdict.ts'
import type { Matching, Trigger } from './matching.ts'
import type { Settled } from './settle-match.ts'

/** Units in one event: a facility with more gets several, so that no event outgrows the log. */
const unitsPerEvent = 200

/** The event that goes with the write of one match; none for a unit that nobody was ever told of as affected or possible. */
export const tellOne =
  (deps: Matching, trigger: Trigger, causeId: string | undefined) =>
  (settled: Settled): readonly OutgoingEvent[] =>
    settled.match.verdict.value === 'outside' && isOutside(settled.before)
      ? []
      : [oneUnit(deps, settled, trigger, causeId)]

/** The same, whatever was told before. */
export const tellAgain =
  (deps: Matching, trigger: Trigger) =>
  (settled: Settled): readonly OutgoingEvent[] => [oneUnit(deps, settled, trigger, undefined)]

const isOutside = (before: Settled['before']): boolean => before === undefined || before.value === 'outside'

function oneUnit(
  deps: Matching,
  settled: Settled,
  trigger: Trigger,
  causeId: string | undefined,
): OutgoingEvent {
  const { match, version } = settled
  const id = eventIdOf('/matcher', `${match.matchId}@${version}`, 0)
  return unitsMatched(deps, {
    id,
    causeId,
    trigger,
    revision: match.revision,
    part: 1,
    of: 1,
    settled: [settled],
  })
}

/** Every facility's units in events of at most `unitsPerEvent`, numbered from 1 within the facility. */
export function tellFacilities(
  deps: Matching,
  from: { readonly recallId: string; readonly revision: number; readonly writer: string },
  told: readonly Settled[],
): readonly OutgoingEvent[] {
  const chunks = [...byFacility(told).values()].flatMap((settled) => {
    const parts = chunksOf(settled, unitsPerEvent)
    return parts.map((units, index) => ({ settled: units, part: index + 1, of: parts.length }))
  })
  return chunks.map((chunk, index) =>
    unitsMatched(deps, {
      ...chunk,
      id: eventIdOf('/matcher', from.writer, index),
      causeId: undefined,
      trigger: 'notice',
      revision: from.revision,
    }),
  )
}

export function byFacility(settled: readonly Settled[]): ReadonlyMap<string, readonly Settled[]> {
  return Map.groupBy(settled, (one) => one.match.facilityId)
}

export const chunksOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )

function unitsMatched(
  deps: Matching,
  event: {
    readonly id: string
    readonly causeId: string | undefined
    readonly trigger: Trigger
    readonly revision: number
    readonly part: number
    readonly of: number
    readonly settled: readonly Settled[]
  },
): OutgoingEvent {
  const { id, causeId, settled, ...told } = event
  const [first] = settled
  if (first === undefined) throw new Error('an event about units needs at least one unit')
  const { recallId, facilityId, organisationId } = first.match
  return outgoing(recallId, {
    id,
    source: '/matcher',
    type: 'recallwire.units-matched.v1',
    subject: recallId,
    at: deps.clock.now(),
    actor: deps.actor,
    causeId,
    data: { ...told, recallId, facilityId, organisationId, units: settled.map(unitOf) },
  })
}

const unitOf = ({ match, holding }: Settled): MatchedUnit => ({
  matchId: match.matchId,
  custodyId: match.custodyId,
  unitKey: match.unitKey,
  facts: travellingFacts(holding),
  verdict: match.verdict,
})
