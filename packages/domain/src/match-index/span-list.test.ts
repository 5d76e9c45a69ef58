import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addSpan, createSpanList, firstSpan, nextSpan, removeSpan, type SpanList } from './span-list.ts'

const [least, greatest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

/** Short and long ones, some without an end, all of them crowded or far apart. */
const span = fc
  .tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 300 })),
    fc.integer({ min: 0, max: 20 }),
    fc.constantFrom(1, 1e9),
  )
  .map(([low, length, open, apart]) => ({
    low: open === 0 ? least : low * apart,
    high: open === 1 ? greatest : (low + length) * apart,
  }))

const question = fc
  .tuple(fc.integer({ min: -10, max: 400 }), fc.integer({ min: 0, max: 20 }), fc.constantFrom(1, 1e9))
  .map(([low, length, apart]) => ({ low: low * apart, high: (low + length) * apart }))

/** In order of their beginnings, as serials are printed, or in any order; every few steps one is taken out. */
const changes = fc
  .tuple(fc.array(span, { maxLength: 600, size: 'max' }), fc.boolean(), fc.integer({ min: 2, max: 40 }))
  .map(([all, inOrder, every]) => ({
    all: inOrder ? [...all].sort((a, b) => a.low - b.low) : all,
    every,
  }))

function valuesAt(list: SpanList, low: number, high: number): readonly number[] {
  const found: number[] = []
  for (let at = firstSpan(list, low, high); at < list.count; at = nextSpan(list, at + 1, low, high)) {
    found.push(list.values[at] ?? 0)
  }
  return found
}

test('finds after every change exactly the spans that meet the question', () => {
  fc.assert(
    fc.property(changes, fc.array(question, { minLength: 1, maxLength: 5 }), ({ all, every }, questions) => {
      const list = createSpanList()
      const kept = new Map<number, { readonly low: number; readonly high: number }>()
      for (const [value, { low, high }] of all.entries()) {
        addSpan(list, low, high, value)
        kept.set(value, { low, high })
        const [oldest] = kept
        if (value % every === 0 && oldest !== undefined) {
          removeSpan(list, oldest[1].low, oldest[0])
          kept.delete(oldest[0])
        }
        if (value % 7 !== 0) continue
        for (const { low, high } of questions) {
          const expected = [...kept].filter(([, one]) => one.low <= high && one.high >= low)
          expect(valuesAt(list, low, high).toSorted((a, b) => a - b)).toEqual(
            expected.map(([known]) => known),
          )
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('takes out one of several spans that begin at the same number', () => {
  const list = createSpanList()
  for (const value of [1, 2, 3]) addSpan(list, 5, 5 + value, value)
  removeSpan(list, 5, 2)
  removeSpan(list, 5, 9)
  expect(valuesAt(list, 5, 5)).toEqual([1, 3])
})
