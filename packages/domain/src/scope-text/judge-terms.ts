import type { UnitFacts } from '../device/holding.ts'
import { evaluateClause } from '../scope/evaluate-clause.ts'
import type { Clause } from '../scope/scope.ts'
import { type DraftTruth, or } from './kleene.ts'
import { hasShapeOf } from './mark-shape.ts'
import type { MarkKind, UnitTerm } from './scope-draft.ts'
import { clauseOfTerm, rangeOfBound } from './term-clause.ts'

/** Whether any of the terms covers the unit. */
export function judgeTerms(terms: readonly UnitTerm[], facts: UnitFacts): DraftTruth {
  const others = terms.filter((term) => term.kind !== 'mark').map((term) => judgeTerm(term, facts))
  const lists = [listed(terms, 'lot', facts.lot), listed(terms, 'serial', facts.serial)]
  return or([...others, ...lists.filter((truth) => truth !== undefined)])
}

function listed(
  terms: readonly UnitTerm[],
  attribute: 'lot' | 'serial',
  value: string | undefined,
): DraftTruth | undefined {
  const lots = terms.flatMap((term) => (term.kind === 'mark' && isOf(term.of, attribute) ? [term.value] : []))
  if (lots.length === 0) return undefined
  return value === undefined ? 'unknown' : evaluateClause({ lots }, { lot: value }).value
}

const isOf = (of: MarkKind, attribute: 'lot' | 'serial'): boolean => of === attribute || of === 'either'

function judgeTerm(term: Exclude<UnitTerm, { kind: 'mark' }>, facts: UnitFacts): DraftTruth {
  switch (term.kind) {
    case 'prefix':
      return ordered(term.of, facts, () => ({ serialPrefix: [term.value] }))
    case 'range':
      return ordered(term.of, facts, () => ({ serialRange: { from: term.from, to: term.to } }))
    case 'bound': {
      const serialRange = rangeOfBound(term)
      return ordered(term.of, facts, (mark) =>
        serialRange !== undefined && hasShapeOf(mark, term.value) ? { serialRange } : undefined,
      )
    }
    case 'all':
    case 'software':
    case 'manufactured':
    case 'expires': {
      const clause = clauseOfTerm(term)
      return clause === undefined ? 'unknown' : evaluateClause(clause, facts).value
    }
    default:
      return term satisfies never
  }
}

/** The scope language orders serials only; the order of lots is the same. */
function ordered(
  of: MarkKind,
  facts: UnitFacts,
  clauseFor: (mark: string) => Clause | undefined,
): DraftTruth {
  const judged = (mark: string | undefined): DraftTruth => {
    const clause = mark === undefined ? undefined : clauseFor(mark)
    return clause === undefined || mark === undefined
      ? 'unknown'
      : evaluateClause(clause, { serial: mark }).value
  }
  if (of === 'lot') return judged(facts.lot)
  if (of === 'serial') return judged(facts.serial)
  return or([judged(facts.lot), judged(facts.serial)])
}
