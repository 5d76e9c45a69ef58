import type { UnitFacts } from '../device/holding.ts'
import { evaluateStructured } from '../scope/evaluate-structured.ts'
import type { Clause } from '../scope/scope.ts'
import { judgeVersion } from './judge-version.ts'
import { type DraftTruth, or } from './kleene.ts'
import { hasShapeOf } from './mark-shape.ts'
import type { MarkKind, UnitTerm } from './scope-draft.ts'
import { clauseOfTerm, rangeOfBound } from './term-clause.ts'

/** Whether any of the terms covers the unit. */
export function judgeTerms(terms: readonly UnitTerm[], facts: UnitFacts): DraftTruth {
  const { lots, serials, others } = sortedOf(terms)
  const lists = [listed(lots, facts.lot), listed(serials, facts.serial)]
  return or([
    ...others.map((term) => judgeTerm(term, facts)),
    ...lists.filter((truth) => truth !== undefined),
  ])
}

type OtherTerm = Exclude<UnitTerm, { kind: 'mark' }>
type Sorted = {
  readonly lots: readonly string[]
  readonly serials: readonly string[]
  readonly others: readonly OtherTerm[]
}

/** A text lists up to 25,000 marks and is asked about every unit of a fleet: its terms are sorted once. */
const sorting = new WeakMap<readonly UnitTerm[], Sorted>()

function sortedOf(terms: readonly UnitTerm[]): Sorted {
  const sorted = sorting.get(terms) ?? {
    lots: marksOf(terms, 'lot'),
    serials: marksOf(terms, 'serial'),
    others: terms.filter((term) => term.kind !== 'mark'),
  }
  sorting.set(terms, sorted)
  return sorted
}

const marksOf = (terms: readonly UnitTerm[], attribute: 'lot' | 'serial'): readonly string[] =>
  terms.flatMap((term) =>
    term.kind === 'mark' && (term.of === attribute || term.of === 'either') ? [term.value] : [],
  )

/** Lots and serials are compared alike. */
function listed(marks: readonly string[], value: string | undefined): DraftTruth | undefined {
  if (marks.length === 0) return undefined
  return value === undefined ? 'unknown' : evaluateStructured({ lots: marks }, { lot: value }).value
}

function judgeTerm(term: OtherTerm, facts: UnitFacts): DraftTruth {
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
    case 'software':
    case 'versions':
      return judgeVersion(term, facts)
    case 'all':
    case 'manufactured':
    case 'expires':
      return judgeClause(term, facts)
    default:
      return term satisfies never
  }
}

function judgeClause(term: OtherTerm, facts: UnitFacts): DraftTruth {
  const clause = clauseOfTerm(term)
  return clause === undefined ? 'unknown' : evaluateStructured(clause, facts).value
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
      : evaluateStructured(clause, { serial: mark }).value
  }
  if (of === 'lot') return judged(facts.lot)
  if (of === 'serial') return judged(facts.serial)
  return or([judged(facts.lot), judged(facts.serial)])
}
