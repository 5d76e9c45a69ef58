import type { Holding } from '@recallwire/domain/device/holding.ts'
import {
  holdingAfter,
  meetHolding,
  type Place,
  type Whereabouts,
  whereaboutsOf,
} from '@recallwire/domain/device/meet-holding.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { holdingIdOf } from '@recallwire/domain/ids.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { knownOf } from './known-rows.ts'
import { type Looking, lookAtScopes } from './look-at-scopes.ts'
import type { Matching } from './matching.ts'

export type Observed = EventOf<'recallwire.device-observed.v1'>

/**
 * Facilities reported devices: the rows are stored, then the open recalls are looked at. Needs no memory of the events: an
 * observation that is not newer than its row changes nothing, and the look is repeated in any case. Does what one
 * event after the other would do, in fewer trips to the store: rows that have nothing to do with each other go together.
 */
export async function applyObservations(deps: Matching, events: readonly Observed[]): Promise<void> {
  let left = events
  while (left.length > 0) {
    const { together, rest } = await placeTogether(deps, left)
    await lookAtScopes(deps, await storeAll(deps, together), 'device')
    left = rest
  }
}

type Placed = {
  readonly event: Observed
  readonly place: Place
  readonly before: Stored<Holding> | undefined
  /** Undefined when the observation is no news. */
  readonly next: Holding | undefined
}

/** The first events that speak of rows of their own each, and those from the first one on that does not. */
async function placeTogether(deps: Matching, events: readonly Observed[]) {
  const asked = events.map((event) => ({ event, whereabouts: whereaboutsOf(event.data.observation) }))
  const known = knownOf(
    await deps.registry.metBy(
      deps.reader,
      asked.map(({ whereabouts }) => whereabouts),
    ),
  )
  const touched = new Set<string>()
  const together: Placed[] = []
  for (const { event, whereabouts } of asked) {
    const placed = placeOne(event, whereabouts, known(whereabouts))
    const ids = idsTouched(placed, whereabouts)
    if (ids.some((id) => touched.has(id))) break
    for (const id of ids) touched.add(id)
    together.push(placed)
  }
  return { together, rest: events.slice(together.length) }
}

function placeOne(event: Observed, whereabouts: Whereabouts, known: readonly Stored<Holding>[]): Placed {
  const { observation } = event.data
  const place = meetHolding(
    observation,
    whereabouts,
    known.map(({ document }) => document),
  )
  const before = known.find(({ document }) => document.holdingId === place.holdingId)
  return { event, place, before, next: holdingAfter(before?.document, place, observation, event.id) }
}

/** Every id by which another observation could come to the same row, as that was and as it will be. */
function idsTouched({ place, next }: Placed, { holdingId, taggedId }: Whereabouts): readonly string[] {
  const ids = [holdingId, place.holdingId]
  if (taggedId !== undefined) ids.push(taggedId)
  if (next !== undefined && next.unitKey !== place.unitKey)
    ids.push(holdingIdOf(next.unitKey, next.facilityId))
  return ids
}

/** Each row as it is stored now, with the event that led here. */
async function storeAll(deps: Matching, placed: readonly Placed[]): Promise<readonly Looking[]> {
  const changed = placed.flatMap(({ event, place, before, next }) =>
    next === undefined ? [] : [{ event, id: place.holdingId, expectedVersion: before?.version ?? 0, next }],
  )
  const results = await deps.registry.saveAll(
    changed.map(({ id, expectedVersion, next }) => ({ id, expectedVersion, next, events: [] })),
  )
  const refused = new Set(changed.filter((_, index) => results[index]?.kind !== 'saved').map(({ id }) => id))
  const stored: Looking[] = []
  for (const { event, place, before, next } of placed) {
    const holding = refused.has(place.holdingId) ? await storeOne(deps, event) : (next ?? before?.document)
    if (holding !== undefined) stored.push({ holding, causeId: event.id })
  }
  return stored
}

/** Someone else was faster with this row: it is placed and stored by itself, from what it is now. */
async function storeOne(deps: Matching, event: Observed): Promise<Holding | undefined> {
  const { registry, reader } = deps
  const { observation } = event.data
  const whereabouts = whereaboutsOf(observation)
  const place = placeOne(event, whereabouts, await registry.metBy(reader, [whereabouts])).place
  const stored = await decideAndSave<Holding>(
    { read: () => registry.get(reader, place.holdingId), save: (change) => registry.save(change) },
    { id: place.holdingId },
    (current) => {
      const next = holdingAfter(current, place, observation, event.id)
      return next === undefined ? { kind: 'nothing' } : { kind: 'save', next, events: [] }
    },
  )
  return stored.kind === 'refused' ? undefined : stored.document
}
