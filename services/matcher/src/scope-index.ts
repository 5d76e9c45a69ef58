import { type LinkedProduct, linkProducts } from '@recallwire/domain/catalogue/link-products.ts'
import { keysOfProduct, type ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { RecallScope, ScopeStore } from '@recallwire/ports/scope-store.ts'

/** A scope with its products as the catalogue extends them. */
export type LinkedScope = Omit<RecallScope, 'products'> & { readonly products: readonly LinkedProduct[] }

/** The scopes of all recalls in memory, found by product key. */
export interface ScopeIndex {
  /** Brings the index up to every scope written before this call, whichever process wrote it. */
  refresh(): Promise<void>
  get(recallId: string): LinkedScope | undefined
  /** Open scopes that name one of these product keys. */
  touching(keys: readonly string[]): readonly LinkedScope[]
  open(): readonly LinkedScope[]
  /** Recalls that are over and name one of these product keys: nothing is matched under them any more. */
  ended(keys: readonly string[]): ReadonlySet<string>
}

/** A scope as it is judged by. */
export const withLinks = (stored: RecallScope): LinkedScope => ({
  ...stored,
  products: linkProducts(stored.products, stored.links),
})

/**
 * Starts empty. One cheap read of the version tells whether anything moved; several refreshes may overlap, since an
 * older answer that comes last changes nothing.
 */
export function createScopeIndex(store: Pick<ScopeStore, 'version' | 'changedSince'>): ScopeIndex {
  const scopes = new Map<string, LinkedScope>()
  const recallsByKey = new Map<string, Set<string>>()
  const endedByKey = new Map<string, Set<string>>()
  let seen = 0

  const take = (stored: RecallScope): void => {
    const scope = withLinks(stored)
    const known = scopes.get(scope.recallId)
    if (known !== undefined && isOlder(scope, known)) return
    for (const key of known === undefined ? [] : keysOfScope(known)) {
      recallsByKey.get(key)?.delete(scope.recallId)
    }
    scopes.set(scope.recallId, scope)
    const byKey = scope.open ? recallsByKey : endedByKey
    for (const key of keysOfScope(scope)) {
      const recalls = byKey.get(key) ?? new Set()
      byKey.set(key, recalls.add(scope.recallId))
    }
  }

  return {
    refresh: async () => {
      if ((await store.version()) <= seen) return
      const changed = await store.changedSince(seen)
      for (const scope of changed.scopes) take(scope)
      seen = Math.max(seen, changed.version)
    },
    get: (recallId) => scopes.get(recallId),
    touching: (keys) => {
      const recalls = new Set(keys.flatMap((key) => [...(recallsByKey.get(key) ?? [])]))
      return [...recalls].flatMap((recallId) => scopes.get(recallId) ?? [])
    },
    ended: (keys) => new Set(keys.flatMap((key) => [...(endedByKey.get(key) ?? [])])),
    open: () => [...scopes.values()].filter((scope) => scope.open),
  }
}

export const keysOfScope = (scope: { readonly products: readonly ScopeProduct[] }): readonly string[] => [
  ...new Set(scope.products.flatMap(keysOfProduct)),
]

/** Revisions only grow, within them the number of the links, and a closed recall stays closed. */
function isOlder(scope: RecallScope, known: LinkedScope): boolean {
  if (scope.revision !== known.revision) return scope.revision < known.revision
  if (scope.linking !== known.linking) return scope.linking < known.linking
  return scope.open && !known.open
}
