import { compareVersions } from '../scope/software-version.ts'
import { hasShapeOf } from './mark-shape.ts'
import type { UnitTerm } from './scope-draft.ts'

/**
 * "2.0 and above, below 3.0" and "after 2019, before 2021" together are what lies between: side by side they would cover
 * everything. "40012 and lower, and 50001 and higher" are two stretches. "Beginning with HX and lower than HX00199" narrows as well. Gives the two sides where they overlap.
 */
export function opposedBounds(
  terms: readonly UnitTerm[],
): readonly [from: readonly UnitTerm[], to: readonly UnitTerm[]] | undefined {
  const prefixes = terms.filter((term) => term.kind === 'prefix')
  const bounds = terms.filter((term) => term.kind === 'bound')
  const narrows = prefixes.some(({ value }) => bounds.some((bound) => bound.value.startsWith(value)))
  if (narrows && prefixes.length + bounds.length === terms.length) return [prefixes, bounds]
  const from = terms.filter((term) => sideOf(term) === 'from')
  const to = terms.filter((term) => sideOf(term) === 'to')
  const overlap = from.some((low) => to.some((high) => reaches(low, high)))
  return overlap && from.length + to.length === terms.length ? [from, to] : undefined
}

function sideOf(term: UnitTerm): 'from' | 'to' | undefined {
  switch (term.kind) {
    case 'bound':
      return term.side
    case 'software':
      if (term.relation === 'at-least' || term.relation === 'above') return 'from'
      return term.relation === 'at-most' || term.relation === 'below' ? 'to' : undefined
    case 'manufactured':
    case 'expires':
      if (term.from !== undefined && term.to !== undefined) return undefined
      return term.from === undefined ? 'to' : 'from'
    default:
      return undefined
  }
}

/** Whether the upper side reaches up to where the lower side begins. What cannot be ordered is taken to. */
function reaches(low: UnitTerm, high: UnitTerm): boolean {
  if (low.kind !== high.kind) return false
  if (low.kind === 'bound' && high.kind === 'bound')
    return hasShapeOf(low.value, high.value) && low.value <= high.value
  if (low.kind === 'software' && high.kind === 'software')
    return (compareVersions(low.value, high.value) ?? 0) <= 0
  if (low.kind === 'manufactured' || low.kind === 'expires')
    return 'to' in high && (low.from ?? '') <= (high.to ?? '')
  return false
}
