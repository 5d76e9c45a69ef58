import type { IndexedScope } from '@recallwire/domain/match-index/match-index.ts'
import { keysOfProduct, type ScopeProduct } from '@recallwire/domain/scope/scope.ts'
import { judgeFacts } from '@recallwire/domain/scope/verdict.ts'
import { LogicEngine } from 'json-logic-engine'
import { Query as MingoQuery } from 'mingo'
import sift from 'sift'
import { createBehindHash, createOverAll, type PeerIndex, type Test, whenAsked } from './peer-index.ts'
import { createRules } from './rules.ts'
import { createSqliteCriteria } from './sqlite-criteria.ts'
import { toJsonLogic } from './to-json-logic.ts'
import { type Query, toQuery } from './to-query.ts'

const withMingo = (query: Query): Test => {
  const compiled = new MingoQuery(query, {})
  return (unit) => compiled.test(unit)
}

/** A CommonJS module that is its own default. */
const withSift = (query: Query): Test => sift.default(query)

/** Any of the recall's products, its keys first. */
const queryOfScope = ({ products }: IndexedScope): Query => ({
  $or: products.map((product) => ({
    $and: [{ keys: { $in: keysOfProduct(product) } }, toQuery(product.units)],
  })),
})

/** How one product's criteria are compiled by each library that is put behind a hash. */
const compilers: Readonly<Record<string, () => (product: ScopeProduct) => Test>> = {
  mingo:
    () =>
    ({ units }) =>
      withMingo(toQuery(units)),
  sift:
    () =>
    ({ units }) =>
      withSift(toQuery(units)),
  'json-logic-engine': () => {
    const engine = new LogicEngine()
    return ({ units }) => {
      const build = engine.build(toJsonLogic(units))
      return (unit) => build(unit) === true
    }
  },
}

/** The project's own verdict over every recall, one after the other. */
export function createBruteForce(): PeerIndex {
  const scopes = new Map<string, IndexedScope>()
  return {
    name: 'brute-force',
    put: (scope) => scopes.set(scope.recallId, scope),
    remove: (recallId) => scopes.delete(recallId),
    affecting: (facts) => {
      const found: string[] = []
      for (const { recallId, products } of scopes.values()) {
        if (judgeFacts(products, facts)?.value === 'affected') found.push(recallId)
      }
      return found
    },
  }
}

/** Those that ask every recall about every unit. */
export const createOverAllPeers = (): readonly PeerIndex[] => [
  createBruteForce(),
  createOverAll(
    'mingo',
    whenAsked((scope) => withMingo(queryOfScope(scope))),
  ),
  createOverAll(
    'sift',
    whenAsked((scope) => withSift(queryOfScope(scope))),
  ),
]

/** Those that find the product first. They compile when a recall is put, or with `lazy` when it is first asked about. */
export const createHashPeers = (lazy: boolean): readonly PeerIndex[] =>
  Object.entries(compilers).map(([name, compiler]) =>
    createBehindHash(name, lazy ? whenAsked(compiler()) : compiler()),
  )

export const createKeyedPeers = (): readonly PeerIndex[] => [
  ...createHashPeers(true),
  createRules(),
  createSqliteCriteria(),
]
