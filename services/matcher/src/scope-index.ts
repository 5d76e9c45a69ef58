import { keysOfProduct } from '@recallwire/domain/scope/scope.ts'
import type { RecallScope, ScopeStore } from '@recallwire/ports/scope-store.ts'

/** The scopes of all recalls in memory, found by product key. */
export interface ScopeIndex {
  /** Brings the index up to every scope written before this call, whichever process wrote it. */
  refresh(): Promise<void>
  get(recallId: string): RecallScope | undefined
  /** Open scopes that name one of these product keys. */
  touching(keys: readonly string[]): readonly RecallScope[]
  open(): readonly RecallScope[]
}

/**
 * Starts empty. One cheap read of the version tells whether anything moved; several refreshes may overlap, since an
 * older answer that comes last changes nothing.
 */
export function createScopeIndex(store: Pick<ScopeStore, 'version' | 'changedSince'>): ScopeIndex {
  const scopes = new Map<string, RecallScope>()
  const recallsByKey = new Map<string, Set<string>>()
  let seen = 0

  const take = (scope: RecallScope): void => {
    const known = scopes.get(scope.recallId)
    if (known !== undefined && isOlder(scope, known)) return
    for (const key of known === undefined ? [] : keysOfScope(known)) {
      recallsByKey.get(key)?.delete(scope.recallId)
    }
    scopes.set(scope.recallId, scope)
    for (const key of scope.open ? keysOfScope(scope) : []) {
      const recalls = recallsByKey.get(key) ?? new Set()
      recallsByKey.set(key, recalls.add(scope.recallId))
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
    open: () => [...scopes.values()].filter((scope) => scope.open),
  }
}

export const keysOfScope = (scope: RecallScope): readonly string[] => [
  ...new Set(scope.products.flatMap(keysOfProduct)),
]

/** Revisions only grow, and a closed recall stays closed. */
const isOlder = (scope: RecallScope, known: RecallScope): boolean =>
  scope.revision < known.revision || (scope.revision === known.revision && scope.open && !known.open)
