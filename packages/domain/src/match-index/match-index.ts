import type { UnitFacts } from '../device/holding.ts'
import { productKeysOf } from '../device/observation.ts'
import { keysOfProduct, type ScopeProduct } from '../scope/scope.ts'
import { judgeFacts } from '../scope/verdict.ts'

/** What a recall covers, as the index takes it. */
export type IndexedScope = { readonly recallId: string; readonly products: readonly ScopeProduct[] }

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

export function createMatchIndex(): MatchIndex {
  const scopes = new Map<string, IndexedScope>()
  const recallsByKey = new Map<string, Set<string>>()

  const touching = (keys: readonly string[]): readonly string[] => [
    ...new Set(keys.flatMap((key) => [...(recallsByKey.get(key) ?? [])])),
  ]
  const remove = (recallId: string): void => {
    for (const key of keysOf(scopes.get(recallId))) recallsByKey.get(key)?.delete(recallId)
    scopes.delete(recallId)
  }
  return {
    put: (scope) => {
      remove(scope.recallId)
      scopes.set(scope.recallId, scope)
      for (const key of keysOf(scope)) {
        recallsByKey.set(key, (recallsByKey.get(key) ?? new Set<string>()).add(scope.recallId))
      }
    },
    remove,
    touching,
    find: (facts) =>
      touching(productKeysOf(facts)).flatMap((recallId) => {
        const verdict = judgeFacts(scopes.get(recallId)?.products ?? [], facts)
        if (verdict === undefined || verdict.value === 'outside') return []
        return { recallId, productId: verdict.productId, value: verdict.value }
      }),
  }
}

const keysOf = (scope: IndexedScope | undefined): readonly string[] =>
  scope === undefined ? [] : scope.products.flatMap(keysOfProduct)
