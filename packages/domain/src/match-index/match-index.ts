import type { LinkedProduct } from '../catalogue/link-products.ts'
import type { UnitFacts } from '../device/holding.ts'
import { keysOfProduct } from '../scope/scope.ts'
import { addCriterion, removeCriterion, searchBucket } from './bucket.ts'
import { type Answer, type Criterion, type IndexedRecall, takeOut } from './criterion.ts'
import { planCriteria } from './plan-criteria.ts'
import { createProductBuckets, type ProductBuckets } from './product-buckets.ts'
import { createVersionReader } from './version-form.ts'

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

/** Where a recall stands in the index, so that it can be taken out again. */
type Filed = { readonly recall: IndexedRecall; readonly keys: ReadonlyMap<string, readonly Criterion[]> }

/**
 * Two levels: a product key leads to the bucket of its product, and a bucket finds the criteria that hold without going
 * through those that do not. What it costs is what it finds.
 */
export function createMatchIndex(): MatchIndex {
  const buckets = createProductBuckets()
  const filed = new Map<string, Filed>()
  const readVersion = createVersionReader()
  let round = 0

  const remove = (recallId: string): void => {
    const known = filed.get(recallId)
    if (known === undefined) return
    filed.delete(recallId)
    for (const [key, criteria] of known.keys) takeOff(buckets, key, known.recall, criteria)
  }
  const nextRound = (): number => {
    round += 1
    if (round < lastRound) return round
    for (const { recall } of filed.values()) recall.round = 0
    round = 1
    return round
  }

  return {
    remove,
    put: (scope) => {
      remove(scope.recallId)
      filed.set(scope.recallId, file(buckets, scope))
    },
    touching: (keys) => {
      const recalls = new Set<string>()
      for (const key of keys) for (const { recallId } of buckets.at(key)?.recalls ?? []) recalls.add(recallId)
      return [...recalls]
    },
    find: (facts) => {
      const byDi = buckets.ofDi(facts)
      const byRef = buckets.ofRef(facts)
      if (byDi === undefined && byRef === undefined) return none
      const answer: Answer = { facts, round: nextRound(), hits: [] }
      if (byDi !== undefined) searchBucket(byDi, answer, readVersion)
      if (byRef !== undefined) searchBucket(byRef, answer, readVersion)
      return answer.hits
    },
  }
}

const none: readonly Hit[] = []
/** Rounds are small integers, the only numbers that cost nothing to store. */
const lastRound = 2 ** 30

function file(buckets: ProductBuckets, { recallId, products }: IndexedScope): Filed {
  const recall: IndexedRecall = { recallId, round: 0, place: 0, ordinal: 0 }
  const keys = new Map<string, Criterion[]>()
  for (const [ordinal, product] of products.entries()) {
    const productKeys = keysOfProduct(product)
    const planned = planCriteria(product.units, productKeys.length)
    const { productId } = product
    const affected: Hit = { recallId, productId, value: 'affected' }
    const possible: Hit = { recallId, productId, value: 'possible' }
    for (const key of productKeys) {
      // The catalogue is not sure that this DI is the product: whatever the clause says, all that follows is a question.
      const worst = isUnsure(product, key) ? possible : affected
      const criteria = planned.map((part) => ({ recall, ordinal, affected: worst, possible, ...part }))
      keys.set(key, [...(keys.get(key) ?? []), ...criteria])
    }
  }
  for (const [key, criteria] of keys) {
    const bucket = buckets.makeAt(key)
    bucket.recalls.push(recall)
    for (const criterion of criteria) addCriterion(bucket, criterion)
  }
  return { recall, keys }
}

const isUnsure = ({ linked = [] }: LinkedProduct, key: string): boolean =>
  linked.find(({ di }) => key === `di:${di}`)?.sure === false

function takeOff(
  buckets: ProductBuckets,
  key: string,
  recall: IndexedRecall,
  criteria: readonly Criterion[],
): void {
  const bucket = buckets.at(key)
  if (bucket === undefined) return
  for (const criterion of criteria) removeCriterion(bucket, criterion)
  takeOut(bucket.recalls, recall)
  if (bucket.recalls.length === 0) buckets.removeAt(key)
}
