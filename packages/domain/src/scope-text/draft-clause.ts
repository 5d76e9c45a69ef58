import type { Clause } from '../scope/scope.ts'
import { opposedBounds } from './opposed-bounds.ts'
import type { DraftGroup, ScopeDraft, UnitTerm } from './scope-draft.ts'
import { clauseOfTerm } from './term-clause.ts'

/**
 * The units of a group in the scope language, for a person to confirm. Open: the draft leaves something out, so "outside" by
 * this clause proves nothing. Without a clause the text says nothing about units that the language can say.
 */
export type DraftClause = { readonly clause: Clause | undefined; readonly isOpen: boolean }

/** The units of all products of the draft together. */
export function draftClause(draft: ScopeDraft): DraftClause {
  const parts = draft.groups.map((group) => groupClause(draft, group))
  const clauses = parts.map((part) => part.clause).filter((clause) => clause !== undefined)
  return {
    clause: anyOf(clauses),
    isOpen: draft.isOpen || clauses.length < parts.length || parts.some((part) => part.isOpen),
  }
}

/** The units of one group's products. */
export function groupClause(draft: ScopeDraft, group: DraftGroup): DraftClause {
  const isOpen = draft.isOpen || group.isMixed
  const families = familiesOf(unitsOfGroup(draft, group)).map(clauseOfTerms)
  const exceptions = clauseOfTerms(group.exceptions)
  const kept = families.map((family) => family.clause).filter((clause) => clause !== undefined)
  const positive = kept.length > 1 ? { allOf: kept } : kept[0]
  if (positive === undefined) return { clause: undefined, isOpen: true }
  return {
    clause: exceptions.clause === undefined ? positive : { allOf: [positive, { not: exceptions.clause }] },
    isOpen: isOpen || kept.length > 1 || [...families, exceptions].some((family) => !family.isWhole),
  }
}

/**
 * What a group covers. A product named alone, in a text that names units nowhere and leaves nothing unread, is every unit of
 * it; and "all units" holds only where nothing was left unread that might narrow it.
 */
export function unitsOfGroup(draft: ScopeDraft, group: DraftGroup): readonly UnitTerm[] {
  if (draft.isOpen) return group.units.filter((term) => term.kind !== 'all')
  const silent = draft.groups.every(({ units, exceptions }) => units.length + exceptions.length === 0)
  const named = group.dis[0] ?? group.refs[0]
  return silent && named !== undefined ? [{ kind: 'all', span: named.span }] : group.units
}

/** Terms of one kind widen each other; marks, software and dates said together may narrow each other, and so do the two sides of one window. */
export function familiesOf(terms: readonly UnitTerm[]): readonly (readonly UnitTerm[])[] {
  const of = (...kinds: readonly UnitTerm['kind'][]) => terms.filter((term) => kinds.includes(term.kind))
  const families = [
    of('all', 'mark', 'prefix', 'range', 'bound'),
    of('software', 'versions'),
    of('manufactured'),
    of('expires'),
  ]
  return families.filter((family) => family.length > 0).flatMap((family) => opposedBounds(family) ?? [family])
}

function clauseOfTerms(terms: readonly UnitTerm[]): {
  readonly clause: Clause | undefined
  readonly isWhole: boolean
} {
  const lots = marksOf(terms, 'lot')
  const serials = marksOf(terms, 'serial')
  const unsorted = marksOf(terms, 'either')
  const others = terms.filter((term) => term.kind !== 'mark').map(clauseOfTerm)
  const said = others.filter((clause) => clause !== undefined)
  const bounded = terms.some((term) => term.kind === 'bound')
  const lists: readonly Clause[] = [
    ...(lots.length + unsorted.length > 0 ? [{ lots: [...lots, ...unsorted] }] : []),
    ...(serials.length + unsorted.length > 0 ? [{ serials: [...serials, ...unsorted] }] : []),
  ]
  return { clause: anyOf([...lists, ...said]), isWhole: said.length === others.length && !bounded }
}

function marksOf(terms: readonly UnitTerm[], of: 'lot' | 'serial' | 'either'): readonly string[] {
  const values = terms.flatMap((term) => (term.kind === 'mark' && term.of === of ? [term.value] : []))
  return [...new Set(values)]
}

/** A scope takes a hundred alternatives at one level. */
function anyOf(clauses: readonly Clause[]): Clause | undefined {
  if (clauses.length <= 1) return clauses[0]
  if (clauses.length <= 100) return { anyOf: clauses }
  const blocks = Array.from({ length: Math.ceil(clauses.length / 100) }, (_, index) => ({
    anyOf: clauses.slice(index * 100, index * 100 + 100),
  }))
  return anyOf(blocks)
}
