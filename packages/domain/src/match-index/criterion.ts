import type { UnitFacts } from '../device/holding.ts'
import { evaluateClause } from '../scope/evaluate-clause.ts'
import type { Clause } from '../scope/scope.ts'
import type { Hit } from './match-index.ts'

/** A recall in the index, with its place in the answer that is being collected. */
export type IndexedRecall = {
  readonly recallId: string
  /** The answer in which it was last hit: a recall is in an answer once, whatever number of its criteria hold. */
  round: number
  place: number
  ordinal: number
}

/**
 * One condition under which one product of a recall covers a unit. Of a condition that has several parts, `leaf` is the
 * part by which it is found, and `whole` decides.
 */
export type Criterion = {
  readonly recall: IndexedRecall
  /** The product's place in its notice: of several products that hit alike, `judge` names the first. */
  readonly ordinal: number
  readonly affected: Hit
  readonly possible: Hit
  readonly leaf: Clause
  readonly whole: Clause | undefined
}

/** The hits of one unit, while its buckets are searched. */
export type Answer = { readonly facts: UnitFacts; readonly round: number; readonly hits: Hit[] }

export type Report = (answer: Answer, criterion: Criterion) => void

/** The leaf holds for the unit. */
export function holds(answer: Answer, criterion: Criterion): void {
  if (criterion.whole === undefined) add(answer, criterion, criterion.affected)
  else evaluate(answer, criterion, criterion.whole)
}

/** Whether the leaf holds is unknown: an attribute is missing, or written so that it could be the one. */
export function mayHold(answer: Answer, criterion: Criterion): void {
  if (criterion.whole === undefined) add(answer, criterion, criterion.possible)
  else evaluate(answer, criterion, criterion.whole)
}

/** For what no structure decides. */
export function mustBeEvaluated(answer: Answer, criterion: Criterion): void {
  evaluate(answer, criterion, criterion.whole ?? criterion.leaf)
}

export function reportAll(answer: Answer, criteria: readonly Criterion[], report: Report): void {
  for (const criterion of criteria) report(answer, criterion)
}

/** Takes an item out of a list whose order does not matter. */
export function takeOut<Item>(items: Item[], item: Item): void {
  const at = items.indexOf(item)
  const last = at < 0 ? undefined : items.pop()
  if (last !== undefined && last !== item) items[at] = last
}

function evaluate(answer: Answer, criterion: Criterion, clause: Clause): void {
  const { value } = evaluateClause(clause, answer.facts)
  if (value === 'true') add(answer, criterion, criterion.affected)
  if (value === 'unknown') add(answer, criterion, criterion.possible)
}

function add({ round, hits }: Answer, { recall, ordinal }: Criterion, hit: Hit): void {
  if (recall.round !== round) {
    recall.round = round
    recall.place = hits.length
    recall.ordinal = ordinal
    hits.push(hit)
    return
  }
  const known = hits[recall.place]
  const isWorse = known?.value === hit.value ? ordinal < recall.ordinal : hit.value === 'affected'
  if (!isWorse) return
  recall.ordinal = ordinal
  hits[recall.place] = hit
}
