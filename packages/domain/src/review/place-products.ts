import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { Check, NoticeContent } from '../notice/notice-content.ts'
import { proseOf } from '../scope/prose-of.ts'
import type { Clause, ScopeProduct } from '../scope/scope.ts'
import type { Review } from './review.ts'

/** A review that a person has confirmed. */
export type ConfirmedReview = Omit<Review, 'state'> & {
  readonly state: Extract<Review['state'], { readonly status: 'confirmed' }>
}

export function confirmedOf({ state, ...review }: Review): ConfirmedReview | undefined {
  return state.status === 'confirmed' ? { ...review, state } : undefined
}

/** What of a notice's content the confirmed products touch. */
export type Placed = Pick<NoticeContent, 'products' | 'checks' | 'sources'>

export type Placing =
  | { readonly kind: 'placed'; readonly content: Placed }
  /** `gone`: the notice has no such product or words; `there`: it says these units already; `in-part`: see `message`. */
  | { readonly kind: 'refused'; readonly reason: 'gone' | 'there' | 'in-part'; readonly message: string }

const refused = (reason: Extract<Placing, { kind: 'refused' }>['reason'], message: string): Placing => ({
  kind: 'refused',
  reason,
  message,
})

/**
 * Puts the products a person confirmed into a notice's content: in the place of the words they were read from, in the place of
 * the product that is named, or beside the products there. Checks of a product go on to whatever took its place, and a text
 * that was handed in on its own joins the sources below those there.
 */
export function placeProducts(content: Placed, review: ConfirmedReview, replaces?: string): Placing {
  const target = replaces ?? review.productId
  const { products } = review.state
  if (target === undefined) return addBeside(content, review)
  const place = content.products.findIndex((product) => product.productId === target)
  const there = content.products[place]
  if (there === undefined) return refused('gone', `The notice has no product ${target}.`)
  if (replaces !== undefined) {
    const [first, ...others] = products
    const named = first === undefined ? [] : [{ ...first, productId: replaces }, ...others]
    return replaceAt({ ...content, sources: withText(content.sources, review) }, place, named)
  }
  const isWhole = 'prose' in there.units && there.units.prose === review.text
  if (isWhole) return replaceAt(content, place, products)
  if (!proseOf(there.units).some(({ prose }) => prose === review.text))
    return refused('gone', `Product ${target} of the notice no longer has the words that were confirmed.`)
  const [only, second] = products
  if (only === undefined || second !== undefined) {
    const message = `The words are a part of the units of ${target}, and several products were confirmed for them: put them in by hand.`
    return refused('in-part', message)
  }
  const units = withoutProse(there.units, review.text, only.units)
  return replaceAt(content, place, [{ ...there, units }])
}

function addBeside(content: Placed, review: ConfirmedReview): Placing {
  const held = new Set(content.products.map(sameness))
  const added = review.state.products.filter((product) => !held.has(sameness(product)))
  if (added.length === 0) return refused('there', 'The notice has these products already.')
  const products = [...content.products]
  for (const product of added) products.push({ ...product, productId: freeId(product.productId, products) })
  return { kind: 'placed', content: { ...content, products, sources: withText(content.sources, review) } }
}

/** Two products are one whatever they are called in the notice. */
const sameness = ({ productId: _name, ...product }: ScopeProduct): string => canonicalJson(product)

function replaceAt(content: Placed, place: number, taking: readonly ScopeProduct[]): Placing {
  const before = content.products.slice(0, place)
  const after = content.products.slice(place + 1)
  const placed: ScopeProduct[] = []
  for (const product of taking)
    placed.push({ ...product, productId: freeId(product.productId, [...before, ...placed, ...after]) })
  const replaced = content.products[place]?.productId
  const checks = content.checks.flatMap((check) =>
    check.productId === replaced ? passedOn(check, placed) : [check],
  )
  return { kind: 'placed', content: { ...content, products: [...before, ...placed, ...after], checks } }
}

/** A question asked of a product is asked of each that took its place. */
const passedOn = (check: Check, products: readonly ScopeProduct[]): readonly Check[] =>
  products.map(({ productId }, index) => ({
    ...check,
    productId,
    checkId: index === 0 ? check.checkId : `${check.checkId.slice(0, 37)}-${index + 1}`,
  }))

function freeId(wanted: string, products: readonly ScopeProduct[]): string {
  const taken = new Set(products.map(({ productId }) => productId))
  if (!taken.has(wanted)) return wanted
  const free = Array.from({ length: taken.size + 1 }, (_, index) => `P${index + 1}`)
  return free.find((productId) => !taken.has(productId)) ?? wanted
}

function withoutProse(clause: Clause, prose: string, units: Clause): Clause {
  if ('prose' in clause) return clause.prose === prose ? units : clause
  if ('not' in clause) return { not: withoutProse(clause.not, prose, units) }
  if ('anyOf' in clause) return { anyOf: clause.anyOf.map((part) => withoutProse(part, prose, units)) }
  if ('allOf' in clause) return { allOf: clause.allOf.map((part) => withoutProse(part, prose, units)) }
  return clause
}

/** The first text of a notice governs; later ones are kept as read and decide nothing. */
function withText(sources: NoticeContent['sources'], review: ConfirmedReview): NoticeContent['sources'] {
  if (sources.some(({ text }) => text === review.text)) return sources
  const rank =
    sources.length === 0 ? 1 : Math.min(99, Math.max(2, ...sources.map((source) => source.rank + 1)))
  const { title, manufacturer, text } = review
  return [...sources, { title, publisher: manufacturer, rank, text }]
}
