import type { UnitFacts } from '../device/holding.ts'
import { normaliseMaker } from '../device/observation.ts'
import { type Bucket, createBucket } from './bucket.ts'

/** The buckets of all products that an open recall names. */
export interface ProductBuckets {
  /** Under a key of `productKeysOf`. */
  at(key: string): Bucket | undefined
  makeAt(key: string): Bucket
  removeAt(key: string): void
  ofDi(facts: UnitFacts): Bucket | undefined
  ofRef(facts: UnitFacts): Bucket | undefined
}

/**
 * A unit is looked up without making its keys: nearly all units are of a product that no recall names. By product code
 * first, so that a maker's name is normalised only where somebody recalled that code, and once.
 */
export function createProductBuckets(): ProductBuckets {
  const byDi = new Map<string, Bucket>()
  const byRef = new Map<string, Map<string, Bucket>>()
  const makers = new Map<string, string>()

  const makerOf = (written: string): string => {
    const known = makers.get(written)
    if (known !== undefined) return known
    if (makers.size === mostMakers) makers.clear()
    const maker = normaliseMaker(written)
    makers.set(written, maker)
    return maker
  }

  return {
    at: (key) => {
      if (key.startsWith(diPrefix)) return byDi.get(key.slice(diPrefix.length))
      const { maker, ref } = partsOf(key)
      return byRef.get(ref)?.get(maker)
    },
    makeAt: (key) => {
      if (key.startsWith(diPrefix)) return madeAt(byDi, key.slice(diPrefix.length), createBucket)
      const { maker, ref } = partsOf(key)
      return madeAt(
        madeAt(byRef, ref, () => new Map<string, Bucket>()),
        maker,
        createBucket,
      )
    },
    removeAt: (key) => {
      if (key.startsWith(diPrefix)) {
        byDi.delete(key.slice(diPrefix.length))
        return
      }
      const { maker, ref } = partsOf(key)
      byRef.get(ref)?.delete(maker)
      if (byRef.get(ref)?.size === 0) byRef.delete(ref)
    },
    ofDi: ({ di }) => (di === undefined ? undefined : byDi.get(di)),
    ofRef: ({ manufacturer, ref }) => {
      if (byRef.size === 0 || manufacturer === undefined || ref === undefined) return undefined
      return byRef.get(ref.toUpperCase())?.get(makerOf(manufacturer))
    },
  }
}

const diPrefix = 'di:'
const refPrefix = 'ref:'
const mostMakers = 50_000

/** A normalised maker has letters, digits and blanks only, so that the first bar ends it. */
function partsOf(key: string): { readonly maker: string; readonly ref: string } {
  const bar = key.indexOf('|')
  return { maker: key.slice(refPrefix.length, bar), ref: key.slice(bar + 1) }
}

function madeAt<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
