import { type Holding, observe } from '@recallwire/domain/device/holding.ts'
import type { Observation } from '@recallwire/domain/device/observation.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { lookAtScopes } from './look-at-scopes.ts'
import type { Matching } from './matching.ts'
import { type Place, renamed, resolveHolding, withSerialKey } from './resolve-holding.ts'

/**
 * A facility reported a device: the row is stored, then the open recalls are looked at. Needs no memory of the event: an
 * observation that is not newer than the row changes nothing, and the look is repeated in any case.
 */
export async function applyObservation(
  deps: Matching,
  event: EventOf<'recallwire.device-observed.v1'>,
): Promise<void> {
  const { observation } = event.data
  const place = await resolveHolding(deps, observation)
  const { registry, reader } = deps
  const stored = await decideAndSave<Holding>(
    { read: () => registry.get(reader, place.holdingId), save: (change) => registry.save(change) },
    { id: place.holdingId },
    (current) => {
      const next = nextHolding(current, place, observation, event.id)
      return next === undefined ? { kind: 'nothing' } : { kind: 'save', next, events: [] }
    },
  )
  if (stored.kind === 'refused' || stored.document === undefined) return
  await lookAtScopes(deps, stored.document, { trigger: 'device', causeId: event.id })
}

function nextHolding(
  current: Holding | undefined,
  place: Place,
  observation: Observation,
  eventId: string,
): Holding | undefined {
  const change = observe(current, place, observation, eventId)
  switch (change.kind) {
    case 'opened':
    case 'updated':
    case 'closed':
      return withSerialKey({
        ...renamed(change.next, place.unitKey),
        facts: { ...productOf(current), ...change.next.facts },
      })
    case 'unchanged':
      return undefined
    default:
      return change satisfies never
  }
}

/** A row that names the product less fully than the one before does not take away what the product is. */
function productOf(current: Holding | undefined): Pick<Holding['facts'], 'di' | 'manufacturer' | 'ref'> {
  if (current === undefined) return {}
  const { di, manufacturer, ref } = current.facts
  return {
    ...(di === undefined ? {} : { di }),
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(ref === undefined ? {} : { ref }),
  }
}
