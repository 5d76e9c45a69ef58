import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UnitFacts } from '../device/holding.ts'
import { productKeysOf } from '../device/observation.ts'
import { clauseOfAnyKind, unitOfAnyKind } from '../scope/clauses.test-support.ts'
import { type Clause, keysOfProduct } from '../scope/scope.ts'
import {
  byRecall,
  clauseOfSeveral,
  judged,
  movesWith,
  play,
  unitNaming,
  unitOfFewMarks,
} from './match-index.test-support.ts'

const moves = movesWith(clauseOfAnyKind)
const unit = unitNaming(unitOfAnyKind)

function expectAnswersOfJudge(clause: fc.Arbitrary<Clause>, facts: fc.Arbitrary<UnitFacts>, runs: number) {
  const units = fc.array(unitNaming(facts), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(movesWith(clause), units, (all, asked) => {
      const { index, open } = play(all)
      for (const one of asked) expect(byRecall(index.find(one))).toEqual(byRecall(judged(open, one)))
    }),
    { numRuns: runs },
  )
}

describe('after any scopes were put, replaced and removed', () => {
  test('the index finds for any unit what judge finds over all open recalls', () => {
    expectAnswersOfJudge(clauseOfAnyKind, unitOfAnyKind, 1_500)
  })

  test('the index finds what judge finds where scopes ask several things of the same units', () => {
    expectAnswersOfJudge(clauseOfSeveral, unitOfFewMarks, 1_500)
  })

  test('the recalls that touch a unit are those that name its product', () => {
    fc.assert(
      fc.property(moves, unit, (all, facts) => {
        const { index, open } = play(all)
        const keys = productKeysOf(facts)
        const naming = open.filter(({ products }) =>
          products.some((named) => keysOfProduct(named).some((key) => keys.includes(key))),
        )
        expect([...index.touching(keys)].sort()).toEqual(naming.map(({ recallId }) => recallId).sort())
      }),
    )
  })

  test('an index from which every recall was removed finds nothing', () => {
    fc.assert(
      fc.property(moves, unit, (all, facts) => {
        const { index, open } = play(all)
        for (const { recallId } of open) index.remove(recallId)
        expect(index.find(facts)).toEqual([])
        expect(index.touching(productKeysOf(facts))).toEqual([])
      }),
    )
  })
})
