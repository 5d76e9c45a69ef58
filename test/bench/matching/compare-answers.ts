import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { IndexedScope, MatchIndex } from '@recallwire/domain/match-index/match-index.ts'
import { keysOfProduct } from '@recallwire/domain/scope/scope.ts'
import { judgeFacts } from '@recallwire/domain/scope/verdict.ts'
import { affecting } from './match-contender.ts'
import { createEntriesByKey, type PeerIndex } from './peer-index.ts'
import { createKeysOf } from './peer-unit.ts'

/** Whether ours and every peer find the same recalls for each of the units, of which everything is known. */
export async function findAlike(
  index: Pick<MatchIndex, 'find'>,
  peers: readonly PeerIndex[],
  units: readonly UnitFacts[],
): Promise<boolean> {
  for (const unit of units) {
    const ours = affecting(index.find(unit)).toSorted().join(' ')
    for (const peer of peers) {
      const theirs = [...(await peer.affecting(unit))].toSorted().join(' ')
      if (ours !== theirs) return false
    }
  }
  return true
}

/**
 * Whether ours judges each unit as the project's own verdict over every recall of its product does: affected, possible or
 * neither, and by the same product. For units of which not everything is known.
 */
export function judgesAlike(
  index: Pick<MatchIndex, 'find'>,
  scopes: readonly IndexedScope[],
  units: readonly UnitFacts[],
): boolean {
  const byKey = createEntriesByKey<IndexedScope>()
  for (const scope of scopes) byKey.add([...new Set(scope.products.flatMap(keysOfProduct))], scope)
  const keysOf = createKeysOf()
  return units.every((unit) => {
    const candidates = new Set(keysOf(unit).flatMap((key) => byKey.under(key) ?? []))
    const expected = [...candidates].flatMap(({ recallId, products }) => {
      const verdict = judgeFacts(products, unit)
      if (verdict === undefined || verdict.value === 'outside') return []
      return [`${recallId} ${verdict.productId} ${verdict.value}`]
    })
    const found = index
      .find(unit)
      .map(({ recallId, productId, value }) => `${recallId} ${productId} ${value}`)
    return found.toSorted().join() === expected.toSorted().join()
  })
}
