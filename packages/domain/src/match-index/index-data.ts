import { type Buckets, createBuckets } from './buckets.ts'
import { type Criteria, createCriteria } from './criteria.ts'
import { createMarks, type Marks } from './marks-in-lists.ts'
import { createProductBuckets, type ProductBuckets } from './product-buckets.ts'
import { createProducts, type Products } from './products.ts'
import type { RangeTable } from './range-table.ts'
import type { SpanList } from './span-list.ts'

/** Everything in the index. */
export type IndexData = {
  readonly places: ProductBuckets
  readonly products: Products
  readonly criteria: Criteria
  readonly buckets: Buckets
  readonly marks: Marks
  /** Long lists of days and versions, kept in order besides. */
  readonly spans: Map<number, SpanList>
  /** Long lists of serial ranges, likewise. */
  readonly ranges: Map<number, RangeTable>
}

export function createIndexData(): IndexData {
  const buckets = createBuckets()
  return {
    places: createProductBuckets(buckets),
    products: createProducts(),
    criteria: createCriteria(),
    buckets,
    marks: createMarks(),
    spans: new Map(),
    ranges: new Map(),
  }
}
