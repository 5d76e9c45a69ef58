import { judgeTerms } from './judge-terms.ts'
import { opposedBounds } from './opposed-bounds.ts'
import {
  type Identifier,
  joined,
  productsFirst,
  type Run,
  runsOf,
  type Units,
  withRepeatedTerms,
} from './product-runs.ts'
import { type ReadItem, type Reading, setRoles } from './reading.ts'
import type { DraftGroup, UnitTerm } from './scope-draft.ts'

type Term = Extract<ReadItem, { kind: 'term' }>
type Gathered = Run & { readonly isMixed?: boolean }

/**
 * Puts units under the products they are said of. Products stand before their units ("PN K6870 Lot 220706") or, where the
 * text begins with units and ends with a product, after them. Where neither fits, all units are said of all products:
 * then no unit is lost to the wrong product.
 */
export function groupItems(reading: Reading): readonly DraftGroup[] {
  const gathered = mergeSameProducts(gather(reading))
  const groups = gathered.map((group) => toGroup(reading, group))
  return groups.filter((group) => saysSomething(group) || (group.namesUnread && groups.some(saysSomething)))
}

function gather({ items, tokens }: Reading): readonly Gathered[] {
  const runs = runsOf(items)
  const [first] = runs
  if (first === undefined) return []
  if (runs.length <= 2) return [joined(runs)]
  if (first.identifiers.length > 0) return trailing(productsFirst(runs, tokens))
  const lists = withRepeatedTerms(runs, tokens)
  if (lists.at(-1)?.terms.length === 0) return pairs(lists)
  return [{ ...joined(runs), isMixed: runs.filter(({ identifiers }) => identifiers.length > 0).length > 1 }]
}

/** Where nothing of products or units was understood there is no group. */
const saysSomething = ({ dis, refs, units, exceptions }: DraftGroup): boolean =>
  dis.length + refs.length + units.length + exceptions.length > 0

function pairs(runs: readonly Gathered[]): readonly Gathered[] {
  return Array.from({ length: Math.ceil(runs.length / 2) }, (_, index) =>
    joined(runs.slice(index * 2, index * 2 + 2)),
  )
}

/** "Product Code: 3570009, All Serial Numbers; GTIN 00085412610900": another name of the product before, no new one. */
function trailing(groups: readonly Gathered[]): readonly Gathered[] {
  const [before, last] = groups.slice(-2)
  if (before === undefined || last === undefined || last.terms.length > 0) return groups
  const kinds = new Set(before.identifiers.map((identifier) => identifier.kind))
  if (last.identifiers.some((identifier) => kinds.has(identifier.kind))) return groups
  return [...groups.slice(0, -2), joined([before, last])]
}

/** A list that repeats the UDI-DIs behind each lot is one group. */
function mergeSameProducts(groups: readonly Gathered[]): readonly Gathered[] {
  if (groups.length < 2) return groups
  const byProducts = new Map<string, { identifiers: Identifier[]; terms: Units[] }>()
  for (const { identifiers, terms } of groups) {
    const key = [...new Set(identifiers.map(nameOf))].sort().join('\n')
    const same = byProducts.get(key)
    if (same === undefined) {
      byProducts.set(key, { identifiers: [...identifiers], terms: [...terms] })
    } else {
      same.identifiers.push(...identifiers)
      for (const term of terms) same.terms.push(term)
    }
  }
  return [...byProducts.values()]
}

/** Two products that were not understood are not known to be one. */
const nameOf = (identifier: Identifier): string =>
  identifier.kind === 'unread-product'
    ? `unread ${identifier.from}`
    : `${identifier.kind} ${identifier.value.value}`

/** "All lots" beside a list of lots contradicts it: what "all" means there is for a person. */
function toGroup(reading: Reading, { identifiers, terms: said, isMixed = false }: Gathered): DraftGroup {
  const terms = said.filter((item): item is Term => item.kind === 'term')
  const covered = terms.filter((term) => !term.excepted)
  const others = covered.filter(({ term }) => term.kind !== 'all')
  if (others.length > 0) {
    for (const { term, from, next } of covered)
      if (term.kind === 'all') setRoles(reading, from, next, 'may-matter')
  }
  const units = (others.length > 0 ? others : covered).map(({ term }) => term)
  const excepted = terms.filter((term) => term.excepted)
  const isWindow = opposedBounds(excepted.map(({ term }) => term)) !== undefined
  const stray = new Set(excepted.filter(({ term }) => isWindow || isStray(term, units, excepted.length)))
  for (const { from, next } of stray) setRoles(reading, from, next, 'may-matter')
  const valuesOf = (kind: 'di' | 'ref') =>
    identifiers.flatMap((identifier) => (identifier.kind === kind ? [identifier.value] : []))
  return {
    dis: valuesOf('di'),
    refs: valuesOf('ref'),
    isMixed,
    namesUnread: identifiers.some(({ kind }) => kind === 'unread-product'),
    units,
    exceptions: excepted.filter((term) => !stray.has(term)).map(({ term }) => term),
  }
}

/** "100 to 200 except 150, 300 to 400": an exception from nothing is rather one more range that is covered. */
function isStray(term: UnitTerm, units: readonly UnitTerm[], exceptions: number): boolean {
  if (units[0]?.kind === 'all') return false
  if (units.length * exceptions > mostComparisons) return true
  const marks = term.kind === 'range' ? [term.from, term.to] : term.kind === 'mark' ? [term.value] : []
  return !marks.every((mark) => judgeTerms(units, { lot: mark, serial: mark }) === 'true')
}

/** Past this an exception is left to a person: every one is compared with every range. */
const mostComparisons = 10_000
