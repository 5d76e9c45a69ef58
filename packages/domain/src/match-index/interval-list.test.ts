import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer, Criterion } from './criterion.ts'
import { addInterval, createIntervalList, findIntervals, removeIntervals } from './interval-list.ts'

const criterionOf = (place: number): Criterion => {
  const recallId = `r${place}`
  return {
    recall: { recallId, round: 0, place: 0, ordinal: 0 },
    ordinal: 0,
    affected: { recallId, productId: 'P1', value: 'affected' },
    possible: { recallId, productId: 'P1', value: 'possible' },
    leaf: { all: true },
    whole: undefined,
  }
}

const span = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 30 }))
  .map(([low, length]) => ({ low, high: low + length }))

/** In order of their beginnings, as serials are printed, or in any order; every few steps one is taken out. */
const spans = fc
  .tuple(fc.array(span, { maxLength: 600, size: 'max' }), fc.boolean(), fc.integer({ min: 2, max: 40 }))
  .map(([all, inOrder, every]) => ({
    all: inOrder ? [...all].sort((a, b) => a.low - b.low) : all,
    every,
  }))

test('finds after every change exactly the intervals that meet the question', () => {
  fc.assert(
    fc.property(spans, span, ({ all, every }, asked) => {
      const list = createIntervalList()
      const kept = new Map<Criterion, { readonly low: number; readonly high: number }>()
      const found = (): readonly Criterion[] => {
        const reported: Criterion[] = []
        const answer: Answer = { facts: {}, round: 1, hits: [] }
        findIntervals(list, asked.low, asked.high, answer, (_, criterion) => reported.push(criterion))
        return reported
      }
      for (const [place, { low, high }] of all.entries()) {
        const criterion = criterionOf(place)
        addInterval(list, low, high, criterion)
        kept.set(criterion, { low, high })
        const [oldest] = kept.keys()
        if (place % every === 0 && oldest !== undefined) {
          removeIntervals(list, oldest)
          kept.delete(oldest)
        }
        const expected = [...kept].filter(([, one]) => one.low <= asked.high && one.high >= asked.low)
        if (place % 7 === 0) expect(new Set(found())).toEqual(new Set(expected.map(([known]) => known)))
      }
    }),
    { numRuns: 50 },
  )
})
