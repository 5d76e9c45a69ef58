import type { UnitFacts } from '@recallwire/domain/device/holding.ts'
import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { keysOfProduct, type ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import { createKeysOf, type PeerUnit, peerUnitOf } from './peer-unit.ts'

/** Open recalls as another library holds them. Its units have every mark, so that a recall affects one or does not. */
export interface PeerIndex {
  readonly name: string
  put(scope: IndexedScope): void
  /** Many at once, in the fastest way that the library has. */
  putAll?(scopes: readonly IndexedScope[]): void
  remove(recallId: string): void
  /** The recalls that affect the unit, in no order. */
  affecting(facts: UnitFacts): Iterable<string> | Promise<Iterable<string>>
  close?(): void
}

export type Test = (unit: PeerUnit) => boolean

/** Asks every recall about every unit. A recall is compiled when it is put. */
export function createOverAll(name: string, compile: (scope: IndexedScope) => Test): PeerIndex {
  const tests = new Map<string, Test>()
  const keysOf = createKeysOf()
  return {
    name,
    put: (scope) => tests.set(scope.recallId, compile(scope)),
    remove: (recallId) => tests.delete(recallId),
    affecting: (facts) => {
      const unit = peerUnitOf(facts, keysOf(facts))
      const found: string[] = []
      for (const [recallId, test] of tests) if (test(unit)) found.push(recallId)
      return found
    },
  }
}

/** Finds the recalled products by their keys in a hash, as ours does, and asks the library only about those. */
export function createBehindHash(name: string, compile: (product: ScopeProduct) => Test): PeerIndex {
  type Entry = { readonly recallId: string; readonly test: Test }
  const entries = createEntriesByKey<Entry>()
  const keysOf = createKeysOf()
  return {
    name: `${name}-behind-hash`,
    put: ({ recallId, products }) => {
      entries.remove(recallId)
      for (const product of products) {
        entries.add(keysOfProduct(product), { recallId, test: compile(product) })
      }
    },
    remove: entries.remove,
    affecting: (facts) => {
      const keys = keysOf(facts)
      const found = new Set<string>()
      let unit: PeerUnit | undefined
      for (const key of keys) {
        const under = entries.under(key)
        if (under === undefined) continue
        unit ??= peerUnitOf(facts, keys)
        for (const { recallId, test } of under) {
          if (test(unit)) found.add(recallId)
        }
      }
      return found
    },
  }
}

/** What stands under each product key. */
export function createEntriesByKey<Entry extends { readonly recallId: string }>() {
  const byKey = new Map<string, Entry[]>()
  const keysOfRecall = new Map<string, Set<string>>()
  return {
    add: (keys: readonly string[], entry: Entry): void => {
      const all = keysOfRecall.get(entry.recallId) ?? new Set<string>()
      keysOfRecall.set(entry.recallId, all)
      for (const key of keys) {
        all.add(key)
        const entries = byKey.get(key)
        if (entries === undefined) byKey.set(key, [entry])
        else entries.push(entry)
      }
    },
    /** Gives the keys that the recall stood under. */
    remove: (recallId: string): Iterable<string> => {
      const keys = keysOfRecall.get(recallId) ?? []
      for (const key of keys) {
        const left = byKey.get(key)?.filter((entry) => entry.recallId !== recallId) ?? []
        if (left.length > 0) byKey.set(key, left)
        else byKey.delete(key)
      }
      keysOfRecall.delete(recallId)
      return keys
    },
    under: (key: string): readonly Entry[] | undefined => byKey.get(key),
  }
}

/** Compiles when it is first asked, which is before the timing begins: what no unit asks about need not be built. */
export const whenAsked =
  <Input>(compile: (input: Input) => Test) =>
  (input: Input): Test => {
    let test: Test | undefined
    return (unit) => {
      test ??= compile(input)
      return test(unit)
    }
  }
