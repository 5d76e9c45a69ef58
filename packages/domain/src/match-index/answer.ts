import type { UnitFacts } from '../device/holding.ts'
import { evaluateClause } from '../scope/evaluate-clause.ts'
import type { Clause } from '../scope/scope.ts'
import { placeOn } from './axis.ts'
import {
  type Criteria,
  conditionOf,
  flagsOf,
  isCompound,
  isDoubtful,
  isUnsure,
  isWithinSecondEnds,
  productOf,
  secondKindIn,
} from './criteria.ts'
import { type Collected, collect, type Products } from './products.ts'
import type { UnitReading } from './unit-reading.ts'

/** The hits of one unit, while its buckets are searched. There is one of these for all units, so that a search leaves no garbage. */
export type Answer = {
  readonly criteria: Criteria
  readonly products: Products
  readonly unit: UnitReading
  readonly collected: Collected
}

export type Report = (answer: Answer, criterion: number) => void

/** The leaf holds for the unit. */
export const holds: Report = (answer, criterion) => {
  const flags = flagsOf(answer.criteria, criterion)
  if (flags === 0) collect(answer.products, productOf(answer.criteria, criterion), true, answer.collected)
  else report(answer, criterion, flags, (flags & isDoubtful) === 0 ? 'true' : 'unknown')
}

/** Whether the leaf holds is unknown: an attribute is missing, or written so that it could be the one. */
export const mayHold: Report = (answer, criterion) => {
  report(answer, criterion, flagsOf(answer.criteria, criterion), 'unknown')
}

/** For what no structure decides. */
export const mustBeEvaluated: Report = (answer, criterion) => {
  report(answer, criterion, flagsOf(answer.criteria, criterion), undefined)
}

type Value = 'true' | 'false' | 'unknown'

function report(answer: Answer, criterion: number, flags: number, ofLeaf: Value | undefined): void {
  const { criteria, products, collected } = answer
  const isDecided = ofLeaf !== undefined && (flags & isCompound) === 0
  const value = isDecided ? ofLeaf : evaluate(answer, criterion, flags, ofLeaf)
  if (value === 'false') return
  collect(products, productOf(criteria, criterion), value === 'true' && (flags & isUnsure) === 0, collected)
}

/** Of the leaf and the rest; or what decides instead. */
function evaluate(answer: Answer, criterion: number, flags: number, ofLeaf: Value | undefined): Value {
  const { criteria, unit } = answer
  const ofEnds = ofLeaf === undefined ? undefined : isBetweenSecondEnds(answer, criterion, flags)
  if (ofLeaf !== undefined && ofEnds !== undefined) return and(ofLeaf, ofEnds)
  const condition = conditionOf(criteria, criterion)
  if (condition?.whole !== undefined) return evaluateClause(condition.whole, unit.facts).value
  const first = ofLeaf ?? ofClause(condition?.leaf, unit.facts)
  return first === 'false' ? first : and(first, ofClause(condition?.rest, unit.facts))
}

const ofClause = (clause: Clause | undefined, facts: UnitFacts): Value =>
  clause === undefined ? 'true' : evaluateClause(clause, facts).value

/** Kleene's "and" where the first is not false. */
const and = (first: Value, second: Value): Value => (first === 'true' || second === 'false' ? second : first)

/** Undefined where the criterion has none, or the unit cannot be ordered among them. */
function isBetweenSecondEnds(
  { criteria, unit }: Answer,
  criterion: number,
  flags: number,
): Value | undefined {
  const kind = secondKindIn(flags)
  const place = kind === 0 ? Number.NaN : placeOn(kind, unit)
  if (place === undefined) return 'unknown'
  if (Number.isNaN(place)) return undefined
  return isWithinSecondEnds(criteria, criterion, place) ? 'true' : 'false'
}
