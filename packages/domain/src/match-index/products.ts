import type { Hit } from './match-index.ts'

/**
 * The products of all recalls in the index, in rows of whole numbers. Those of a recall hang together, its first product
 * first; so do the criteria of a product. The row of a recall's first product also says where the recall stands in the answer that is
 * being collected: it is in an answer once, whatever number of its criteria hold.
 */
export type Products = {
  /**
   * Its recall's first product and the next one, the place in the notice, the first criterion; of a recall's first product also the
   * round in which it was hit, the place of the hit in the answer, and whose hit it is.
   */
  rows: Int32Array
  readonly recallIds: string[]
  readonly productIds: string[]
  /** Of each product the hit of units that are affected, then of those that may be, once there was one. */
  readonly hits: (Hit | undefined)[]
  free: number
}

const width = 7
const [leaderAt, nextAt, ordinalAt, criterionAt, roundAt, placeAt, namedAt] = [0, 1, 2, 3, 4, 5, 6]

export const createProducts = (): Products => ({
  rows: new Int32Array(16 * width),
  recallIds: [''],
  productIds: [''],
  hits: [undefined, undefined],
  free: 0,
})

/** Adds the products of one recall in their order in the notice. */
export function addProducts(
  products: Products,
  recallId: string,
  productIds: readonly string[],
): readonly number[] {
  const added = productIds.map((productId) => {
    const product = takeFree(products)
    products.recallIds[product] = recallId
    products.productIds[product] = productId
    return product
  })
  for (const [ordinal, product] of added.entries()) {
    products.rows.set([added[0] ?? 0, added[ordinal + 1] ?? 0, ordinal, 0, 0], product * width)
  }
  return added
}

export function freeProduct(products: Products, product: number): void {
  products.recallIds[product] = ''
  products.productIds[product] = ''
  products.hits[product * 2] = undefined
  products.hits[product * 2 + 1] = undefined
  products.rows[product * width + nextAt] = products.free
  products.free = product
}

/** The next product of the same recall, or 0. */
export const nextProduct = ({ rows }: Products, product: number): number =>
  rows[product * width + nextAt] ?? 0

export const firstCriterion = ({ rows }: Products, product: number): number =>
  rows[product * width + criterionAt] ?? 0

export function setFirstCriterion({ rows }: Products, product: number, criterion: number): void {
  rows[product * width + criterionAt] = criterion
}

export const recallIdOf = ({ recallIds }: Products, product: number): string => recallIds[product] ?? ''

/** The hits that are being collected: of `hits` the first `count`. The list is kept, so that a search leaves no garbage. */
export type Collected = { readonly hits: Hit[]; count: number; round: number }

export const createCollected = (): Collected => ({ hits: [], count: 0, round: 0 })

/** Rounds are whole numbers of 32 bits. */
const lastRound = 2 ** 31 - 1

export function beginRound({ rows }: Products, collected: Collected): void {
  collected.count = 0
  collected.round += 1
  if (collected.round < lastRound) return
  for (let at = roundAt; at < rows.length; at += width) rows[at] = 0
  collected.round = 1
}

/** Collects a product's hit, where it is worse than what its recall has there. */
export function collect(
  products: Products,
  product: number,
  isAffected: boolean,
  collected: Collected,
): void {
  const { rows } = products
  const { hits, count, round } = collected
  const hit = products.hits[product * 2 + (isAffected ? 0 : 1)] ?? makeHit(products, product, isAffected)
  const ordinal = rows[product * width + ordinalAt] ?? 0
  const leader = (rows[product * width + leaderAt] ?? 0) * width
  if (rows[leader + roundAt] !== round) {
    rows[leader + roundAt] = round
    rows[leader + placeAt] = count
    rows[leader + namedAt] = ordinal
    hits[count] = hit
    collected.count = count + 1
    return
  }
  const place = rows[leader + placeAt] ?? 0
  // Of several that hit alike, `judge` names the first.
  const isWorse = hits[place]?.value === hit.value ? ordinal < (rows[leader + namedAt] ?? 0) : isAffected
  if (!isWorse) return
  rows[leader + namedAt] = ordinal
  hits[place] = hit
}

function makeHit({ recallIds, productIds, hits }: Products, product: number, isAffected: boolean): Hit {
  const named = { recallId: recallIds[product] ?? '', productId: productIds[product] ?? '' }
  const hit: Hit = { ...named, value: isAffected ? 'affected' : 'possible' }
  hits[product * 2 + (isAffected ? 0 : 1)] = hit
  return hit
}

function takeFree(products: Products): number {
  const { free } = products
  if (free !== 0) {
    products.free = products.rows[free * width + nextAt] ?? 0
    return free
  }
  const product = products.recallIds.push('') - 1
  products.productIds.push('')
  products.hits.push(undefined, undefined)
  if ((product + 1) * width > products.rows.length) {
    const larger = new Int32Array(Math.ceil(product * 1.5) * width)
    larger.set(products.rows)
    products.rows = larger
  }
  return product
}
