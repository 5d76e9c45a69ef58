import type { Holding } from './holding.ts'
import type { Observation } from './observation.ts'

/** The facility's complete inventory, and when it was true. */
export type CompleteInventory = {
  readonly importId: string
  readonly observedAt: string
}

/**
 * What a complete inventory says of a live unit that it does not list, or undefined where the registry knows something as
 * new: a unit that arrived after the file was made is not taken away by it. The unit is named as its last observation
 * named it, so that the removal meets the same row.
 */
export function removalOf(holding: Holding, inventory: CompleteInventory): Observation | undefined {
  const { facts, facilityId, organisationId, lastObserved } = holding
  if (inventory.observedAt <= lastObserved.observedAt) return undefined
  return {
    ...facts,
    facilityId,
    organisationId,
    importId: inventory.importId,
    presence: 'removed',
    observedAt: inventory.observedAt,
    sourceVersion: 0,
  }
}
