import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { Clause } from '../scope/scope.ts'
import type { Candidate } from './propose-products.ts'
import type { ProductValue, ReviewChanges } from './review.ts'

/** What a person changed: the values that were added to and taken from what the machine had read. */
export function compareProducts(read: readonly Candidate[], confirmed: readonly Candidate[]): ReviewChanges {
  const [before, after] = [read, confirmed].map((products) => byKey(products.flatMap(valuesOf)))
  const forms = new Map(read.map((product) => [product.productId, formOf(product.units)]))
  return {
    added: missingFrom(before, after),
    removed: missingFrom(after, before),
    restructured: confirmed
      .filter(({ productId, units }) => forms.has(productId) && forms.get(productId) !== formOf(units))
      .map(({ productId }) => productId),
  }
}

type Values = ReadonlyMap<string, ProductValue>

const byKey = (values: readonly ProductValue[]): Values =>
  new Map(values.map((value) => [`${value.productId}\n${value.of}\n${value.value}`, value]))

const missingFrom = (some: Values | undefined, others: Values | undefined): ProductValue[] =>
  [...(others ?? [])].filter(([key]) => !some?.has(key)).map(([, value]) => value)

function valuesOf({ productId, name, manufacturer, dis, refs, units }: Candidate): readonly ProductValue[] {
  const all = (of: string, values: readonly string[]) => values.map((value) => ({ productId, of, value }))
  return [
    ...all('name', [name]),
    ...all('manufacturer', [manufacturer]),
    ...all('UDI-DI', dis),
    ...all('product code', refs),
    ...(units === undefined ? [] : leavesOf(units, false)).map(({ of, value }) => ({ productId, of, value })),
  ]
}

type Leaf = Omit<ProductValue, 'productId'>

function leavesOf(clause: Clause, excepted: boolean): readonly Leaf[] {
  if ('anyOf' in clause) return clause.anyOf.flatMap((part) => leavesOf(part, excepted))
  if ('allOf' in clause) return clause.allOf.flatMap((part) => leavesOf(part, excepted))
  if ('not' in clause) return leavesOf(clause.not, !excepted)
  const { kind, values } = leafOf(clause)
  return values.map((value) => ({ of: excepted ? `excepted ${kind}` : kind, value }))
}

type LeafClause = Exclude<Clause, { anyOf: unknown } | { allOf: unknown } | { not: unknown }>

function leafOf(clause: LeafClause): { readonly kind: string; readonly values: readonly string[] } {
  if ('all' in clause) return { kind: 'units', values: ['all'] }
  if ('lots' in clause) return { kind: 'lot', values: clause.lots }
  if ('serials' in clause) return { kind: 'serial', values: clause.serials }
  if ('serialRange' in clause) {
    return { kind: 'serial range', values: [`${clause.serialRange.from} to ${clause.serialRange.to}`] }
  }
  if ('serialPrefix' in clause) return { kind: 'serial beginning', values: clause.serialPrefix }
  if ('manufacturedBetween' in clause) return { kind: 'made', values: [daysOf(clause.manufacturedBetween)] }
  if ('expiresBetween' in clause) return { kind: 'expires', values: [daysOf(clause.expiresBetween)] }
  if ('software' in clause) return { kind: 'software', values: [canonicalJson(clause.software)] }
  return { kind: 'words', values: [clause.prose] }
}

const daysOf = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) =>
  [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ')

/** How the parts of a clause are joined, whatever their values. */
function formOf(clause: Clause | undefined): string {
  if (clause === undefined) return ''
  if ('anyOf' in clause) return `anyOf(${clause.anyOf.map(formOf).join()})`
  if ('allOf' in clause) return `allOf(${clause.allOf.map(formOf).join()})`
  if ('not' in clause) return `not(${formOf(clause.not)})`
  return leafOf(clause).kind
}
