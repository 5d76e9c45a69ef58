import { setImmediate as nextTurn } from 'node:timers/promises'
import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import { type LinkedProduct, linkProducts } from '@recallwire/domain/catalogue/link-products.ts'
import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import { productKeysOf } from '@recallwire/domain/device/observation.ts'
import { createMatchIndex } from '@recallwire/domain/match-index/match-index.ts'
import { keysOfProduct, type ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import type { Verdict } from '@recallwire/domain/scope/verdict.ts'
import type { RecallScope, ScopeStore } from '@recallwire/ports/scope-store.ts'

/** A scope with its products as the catalogue extends them. */
export type LinkedScope = Omit<RecallScope, 'products'> & { readonly products: readonly LinkedProduct[] }

/** What the index says of one unit at one moment. */
export type Look = {
  /** The open recalls that name the unit's product: those that cover it, those that may, and those that do not. */
  readonly recallIds: readonly string[]
  /** Recalls that are over and name the unit's product: nothing is matched under them any more. */
  readonly endedIds: readonly string[]
  /**
   * Compares a verdict reached later. Throws where row and scope are still the same and the verdict is another: then
   * the index has a defect, and what it found cannot be relied on.
   */
  confirm(scope: LinkedScope, facts: UnitFacts, verdict: Verdict): void
}

/** The scopes of all recalls in memory, found by what is known of a unit. */
export interface ScopeIndex {
  /** Brings the index up to every scope written before this call, whichever process wrote it. */
  refresh(): Promise<void>
  get(recallId: string): LinkedScope | undefined
  look(facts: UnitFacts): Look
  /** In the order of their ids. */
  open(): readonly LinkedScope[]
}

/** A scope as it is judged by. */
export const withLinks = (stored: RecallScope): LinkedScope => ({
  ...stored,
  products: linkProducts(stored.products, stored.links),
})

/** Scopes read and filed in one turn of the event loop. */
const scopesAtOnce = 200

/**
 * Starts empty. One cheap read of the version tells whether anything moved. What did is read in steps, between which other work
 * goes on; refreshes that overlap share them. An older answer that comes last changes nothing.
 */
export function createScopeIndex(store: Pick<ScopeStore, 'version' | 'changedSince'>): ScopeIndex {
  const scopes = new Map<string, LinkedScope>()
  const index = createMatchIndex()
  const endedByKey = new Map<string, Set<string>>()
  let seen = 0
  let step: Promise<void> | undefined
  let inOrder: readonly LinkedScope[] | undefined

  const take = (stored: RecallScope): void => {
    const scope = withLinks(stored)
    const known = scopes.get(scope.recallId)
    if (known !== undefined && isOlder(scope, known)) return
    inOrder = undefined
    if (scope.open) {
      scopes.set(scope.recallId, scope)
      index.put(scope)
      return
    }
    // Nothing is judged by it any more: that it is over is all that has to be known.
    scopes.set(scope.recallId, { ...scope, products: [], links: [] })
    index.remove(scope.recallId)
    for (const key of keysOfScope(scope)) {
      const recalls = endedByKey.get(key) ?? new Set()
      endedByKey.set(key, recalls.add(scope.recallId))
    }
  }

  const endedAt = (keys: readonly string[]): readonly string[] =>
    endedByKey.size === 0 ? [] : [...new Set(keys.flatMap((key) => [...(endedByKey.get(key) ?? [])]))]

  const takeNext = async (): Promise<void> => {
    const changed = await store.changedSince(seen, scopesAtOnce)
    for (const scope of changed.scopes) take(scope)
    seen = Math.max(seen, changed.version)
  }

  return {
    refresh: async () => {
      const wanted = await store.version()
      while (seen < wanted) {
        const before = seen
        step ??= takeNext().finally(() => {
          step = undefined
        })
        await step
        if (seen === before) return
        if (seen < wanted) await nextTurn()
      }
    },
    get: (recallId) => scopes.get(recallId),
    look: (facts) => {
      const keys = productKeysOf(facts)
      const endedIds = endedAt(keys)
      const recallIds = index.touching(keys)
      if (recallIds.length === 0) return { recallIds, endedIds, confirm: () => undefined }
      const found = new Map(index.find(facts).map(({ recallId, value }) => [recallId, value]))
      const lookedAt = new Map(recallIds.map((recallId) => [recallId, scopes.get(recallId)]))
      return {
        recallIds,
        endedIds,
        confirm: (scope, nowKnown, { value }) => {
          const { recallId, revision } = scope
          const isAsBefore =
            lookedAt.get(recallId) === scope && canonicalJson(nowKnown) === canonicalJson(facts)
          const expected = found.get(recallId) ?? 'outside'
          if (!isAsBefore || value === expected) return
          throw new Error(
            `the match index finds recall ${recallId}, revision ${revision}, ${expected} where its verdict is ${value}`,
          )
        },
      }
    },
    open: () => {
      inOrder ??= [...scopes.values()].filter((scope) => scope.open).sort(byId)
      return inOrder
    },
  }
}

export const keysOfScope = (scope: { readonly products: readonly ScopeProduct[] }): readonly string[] => [
  ...new Set(scope.products.flatMap(keysOfProduct)),
]

const byId = (a: LinkedScope, b: LinkedScope): number => (a.recallId < b.recallId ? -1 : 1)

/** Revisions only grow, within them the number of the links, and a closed recall stays closed. */
function isOlder(scope: RecallScope, known: LinkedScope): boolean {
  if (scope.revision !== known.revision) return scope.revision < known.revision
  if (scope.linking !== known.linking) return scope.linking < known.linking
  return scope.open && !known.open
}
