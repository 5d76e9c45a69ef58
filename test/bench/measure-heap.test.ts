import { expect, test } from 'vitest'
import { measureHeap } from './measure-heap.ts'

test('counts what is held and not what was dropped on the way', () => {
  const { built, bytes } = measureHeap(() => {
    let numbers = Float64Array.from([])
    for (let round = 0; round < 5; round += 1) numbers = new Float64Array(10_000_000)
    return numbers
  })
  expect(built.length).toBe(10_000_000)
  expect(bytes).toBeGreaterThan(70_000_000)
  expect(bytes).toBeLessThan(160_000_000)
})
