import type { Holding } from '@recallwire/domain/device/holding.ts'
import { holdingAfter } from '@recallwire/domain/device/meet-holding.ts'
import type { EventOf } from '@recallwire/domain/events/envelope.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { lookAtScopes } from './look-at-scopes.ts'
import type { Matching } from './matching.ts'
import { resolveHolding } from './resolve-holding.ts'

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
      const next = holdingAfter(current, place, observation, event.id)
      return next === undefined ? { kind: 'nothing' } : { kind: 'save', next, events: [] }
    },
  )
  if (stored.kind === 'refused' || stored.document === undefined) return
  await lookAtScopes(deps, stored.document, { trigger: 'device', causeId: event.id })
}
