import type { LinkedProduct } from '../catalogue/link-products.ts'
import { bucketOf, freeBucket, isEmpty, listIn, makeBucket, nameOf } from './buckets.ts'
import {
  type Condition,
  isCompound,
  isDoubtful,
  isUnsure,
  listOf,
  secondKindFlag,
  siblingOf,
} from './criteria.ts'
import { fileCriterion, takeOffCriterion } from './file-criterion.ts'
import { type Finding, findingOf, type Span } from './finding.ts'
import type { IndexData } from './index-data.ts'
import { kinds } from './kinds.ts'
import type { IndexedScope } from './match-index.ts'
import { type Planned, planCriteria } from './plan-criteria.ts'
import type { ProductName } from './product-buckets.ts'
import { addProducts, firstCriterion, freeProduct, nextProduct, setFirstCriterion } from './products.ts'

/** Gives the recall's first product, by which it is taken off again; 0 where it has none. */
export function fileScope(data: IndexData, { recallId, products }: IndexedScope): number {
  const numbers = addProducts(
    data.products,
    recallId,
    products.map(({ productId }) => productId),
  )
  for (const [place, product] of products.entries()) fileProduct(data, product, numbers[place] ?? 0)
  return numbers[0] ?? 0
}

export function takeOffScope(data: IndexData, firstProduct: number): void {
  for (let product = firstProduct; product !== 0; ) {
    const next = nextProduct(data.products, product)
    takeOffProduct(data, product)
    product = next
  }
}

function takeOffProduct(data: IndexData, product: number): void {
  for (let criterion = firstCriterion(data.products, product); criterion !== 0; ) {
    const next = siblingOf(data.criteria, criterion)
    const bucket = bucketOf(listOf(data.criteria, criterion))
    takeOffCriterion(data, criterion)
    if (isEmpty(data.buckets, bucket)) removeBucket(data, bucket)
    criterion = next
  }
  freeProduct(data.products, product)
}

function fileProduct(data: IndexData, product: LinkedProduct, number: number): void {
  const buckets = new Map(namesOf(product).map((name) => [bucketOfName(data, name), name]))
  const planned = planCriteria(product.units, buckets.size)
  const found = planned.length > 0 ? planned.map(foundBy) : [nothing]
  for (const [bucket, name] of buckets) {
    const unsure = isLinkUnsure(product, name) ? isUnsure : 0
    for (const { condition, finding, second, flags } of found) {
      for (const ends of finding.spans) {
        const criterion = fileCriterion(data, {
          list: listIn(bucket, finding.kind),
          product: number,
          sibling: firstCriterion(data.products, number),
          flags: flags | unsure | (ends.isDoubtful === true ? isDoubtful : 0),
          ends,
          secondEnds: second,
          condition,
        })
        setFirstCriterion(data.products, number, criterion)
      }
    }
  }
}

/** What the criteria of a condition share, whatever the product key. */
type Found = {
  readonly condition: Condition
  readonly finding: Finding
  readonly second: Span
  readonly flags: number
}

function foundBy(planned: Planned): Found {
  const { rest, whole } = planned
  const finding = findingOf(planned)
  const condition = { ...planned, shape: finding.shape }
  if (rest === undefined && whole === undefined) return { condition, finding, second: nowhere, flags: 0 }
  const other = rest === undefined ? undefined : findingOf({ leaf: rest, rest: undefined, whole: undefined })
  const [second] = other?.spans ?? []
  if (other === undefined || second === undefined || !isOneSpan(other)) {
    return { condition, finding, second: nowhere, flags: isCompound }
  }
  return { condition, finding, second, flags: isCompound | secondKindFlag(other.kind) }
}

/** Of days or versions, without doubt. */
const isOneSpan = ({ kind, spans }: Finding): boolean =>
  (kind === kinds.made || kind === kinds.expires || kind === kinds.software) && spans.length === 1

const nowhere: Span = { low: 0, high: 0 }

/** Covers no unit, so that the recall names the product all the same. */
const nothing: Found = {
  condition: { leaf: { anyOf: [] }, rest: undefined, whole: undefined, shape: undefined },
  finding: { kind: kinds.nothing, spans: [nowhere] },
  second: nowhere,
  flags: 0,
}

const namesOf = ({ dis, refs, manufacturer }: LinkedProduct): readonly ProductName[] => [
  ...dis.map((di) => ({ di })),
  ...refs.map((ref) => ({ manufacturer, ref })),
]

function bucketOfName({ buckets, places }: IndexData, name: ProductName): number {
  const known = places.of(name)
  if (known !== 0) return known
  const made = makeBucket(buckets, name)
  places.put(name, made)
  return made
}

function removeBucket({ buckets, places }: IndexData, bucket: number): void {
  const name = nameOf(buckets, bucket)
  if (name !== undefined) places.remove(name)
  freeBucket(buckets, bucket)
}

/** The catalogue is not sure that this DI is the product. */
const isLinkUnsure = ({ linked = [] }: LinkedProduct, name: ProductName): boolean =>
  'di' in name && linked.find(({ di }) => di === name.di)?.sure === false
