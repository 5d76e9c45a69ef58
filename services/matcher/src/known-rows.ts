import type { Holding } from '@recallwire/domain/device/holding.ts'
import type { Whereabouts } from '@recallwire/domain/device/meet-holding.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'

/** Finds, among rows that were asked for together (`Registry.metBy`), those that matter to one observation; in order of id. */
export function knownOf(
  stored: readonly Stored<Holding>[],
): (whereabouts: Whereabouts) => readonly Stored<Holding>[] {
  if (stored.length === 0) return () => none
  const byHolding = new Map(stored.map((row) => [row.document.holdingId, row]))
  const byUnit = Map.groupBy(stored, ({ document }) => `${document.unitKey} ${document.facilityId}`)
  return ({ holdingId, taggedId, unitKey, facilityId }) => {
    const named = [holdingId, taggedId].flatMap((id) => (id && byHolding.get(id)) || [])
    const found = new Set([...named, ...(byUnit.get(`${unitKey} ${facilityId}`) ?? [])])
    return found.size < 2 ? [...found] : [...found].sort(byId)
  }
}

const none: readonly Stored<Holding>[] = []

const byId = (a: Stored<Holding>, b: Stored<Holding>): number =>
  a.document.holdingId < b.document.holdingId ? -1 : 1
