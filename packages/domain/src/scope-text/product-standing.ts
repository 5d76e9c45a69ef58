import { parseGtin } from '@recallwire/udi/gtin.ts'
import type { UnitFacts } from '../device/holding.ts'
import type { DraftTruth } from './kleene.ts'
import type { DraftGroup, DraftValue } from './scope-draft.ts'

/** Of which kinds the draft names an identifier of the unit, in any group; and whether there is one group only. */
export type NamedKinds = { readonly dis: boolean; readonly refs: boolean; readonly isOnly: boolean }

export const namedKinds = (groups: readonly DraftGroup[], facts: UnitFacts): NamedKinds => ({
  dis: groups.some((group) => names(group, 'dis', facts)),
  refs: groups.some((group) => names(group, 'refs', facts)),
  isOnly: groups.length === 1,
})

/**
 * Whether the unit is of the group's product. `false` only where another group names the unit's identifier and this one
 * lists identifiers of the same kind without it: a package has its own UDI-DI, and inventories write catalogue numbers freely,
 * so an identifier that merely is not listed proves nothing, and of several products one that was not understood
 * is nobody's for certain. A unit without any identifier came here as the notice's product.
 */
export function standingOf(group: DraftGroup, facts: UnitFacts, named: NamedKinds): DraftTruth {
  if (group.namesUnread && !named.isOnly) return 'unknown'
  if (group.dis.length + group.refs.length === 0) return 'true'
  if (group.isMixed && (facts.di ?? facts.ref) !== undefined) return 'unknown'
  if (names(group, 'dis', facts) || names(group, 'refs', facts)) return 'true'
  if (named.isOnly && facts.di === undefined && facts.ref === undefined) return 'true'
  const isElsewhere = (named.dis && group.dis.length > 0) || (named.refs && group.refs.length > 0)
  return isElsewhere ? 'false' : 'unknown'
}

function names(group: DraftGroup, kind: 'dis' | 'refs', facts: UnitFacts): boolean {
  const [fact, normal] = kind === 'dis' ? [facts.di, digitsOf] : [facts.ref, refOf]
  return fact !== undefined && group[kind].some(({ value }: DraftValue) => normal(value) === normal(fact))
}

function digitsOf(di: string): string {
  const read = parseGtin(di)
  return read.kind === 'gtin' ? read.gtin14 : di
}

const refOf = (ref: string): string => ref.replace(/\s/g, '').toUpperCase()
