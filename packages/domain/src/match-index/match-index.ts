import type { LinkedProduct } from '../catalogue/link-products.ts'
import type { UnitFacts } from '../device/holding.ts'
import type { Answer } from './answer.ts'
import { fileScope, takeOffScope } from './file-scope.ts'
import { createIndexData } from './index-data.ts'
import { beginRound, createCollected, recallIdOf } from './products.ts'
import { productsIn, searchBucket } from './search-bucket.ts'
import { beginUnit, createUnitReading } from './unit-reading.ts'

/** What a recall covers, as the index takes it. */
export type IndexedScope = { readonly recallId: string; readonly products: readonly LinkedProduct[] }

/** A recall that the unit falls or may fall under; `productId` is the product that `judge` names. */
export type Hit = {
  readonly recallId: string
  readonly productId: string
  readonly value: 'affected' | 'possible'
}

/** The open recalls, found by what is known of a unit. Its answers are those of `judge` over every recall, only sooner. */
export interface MatchIndex {
  /** Replaces everything of that recall, in place, without rebuilding others. */
  put(scope: IndexedScope): void
  remove(recallId: string): void
  /** The recalls that name one of these product keys, whether they cover the unit or not. */
  touching(keys: readonly string[]): readonly string[]
  /** Every recall that the unit is affected or possibly affected by; per recall the worst value. */
  find(facts: UnitFacts): readonly Hit[]
}

/**
 * Two levels: a product key leads to the bucket of its product, and a bucket finds the criteria that hold without going
 * through those that do not. What it costs is what it finds.
 */
export function createMatchIndex(): MatchIndex {
  const data = createIndexData()
  const { criteria, products, places } = data
  const filed = new Map<string, number>()
  const answer: Answer = { criteria, products, unit: createUnitReading(), collected: createCollected() }

  const remove = (recallId: string): void => {
    const known = filed.get(recallId)
    if (known === undefined) return
    filed.delete(recallId)
    takeOffScope(data, known)
  }
  return {
    remove,
    put: (scope) => {
      remove(scope.recallId)
      filed.set(scope.recallId, fileScope(data, scope))
    },
    touching: (keys) => {
      const named = keys.flatMap((key) => productsIn(data, places.at(key)))
      return [...new Set(named.map((product) => recallIdOf(products, product)))]
    },
    find: (facts) => {
      const byDi = places.ofDi(facts.di)
      const byRef = places.ofRef(facts.manufacturer, facts.ref)
      if (byDi === 0 && byRef === 0) return none
      beginUnit(answer.unit, facts)
      beginRound(products, answer.collected)
      if (byDi !== 0) searchBucket(data, byDi, answer)
      if (byRef !== 0) searchBucket(data, byRef, answer)
      const { hits, count } = answer.collected
      return count === 0 ? none : hits.slice(0, count)
    },
  }
}

const none: readonly Hit[] = []
