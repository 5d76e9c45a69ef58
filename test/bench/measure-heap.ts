import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'

/** Builds something and says how many bytes of memory it holds, counted between two full collections of garbage. */
export function measureHeap<Built>(build: () => Built): { readonly built: Built; readonly bytes: number } {
  const before = heldBytes()
  const built = build()
  return { built, bytes: heldBytes() - before }
}

const collect = z.custom<() => void>((value) => typeof value === 'function')

/**
 * What is still held when collecting again frees nothing more. Typed arrays are given back in the background, and code that
 * has not run for a while only by a later collection, so that one collection leaves behind what would be taken off the sum.
 */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const gc = collect.parse(runInNewContext('gc'))
  let held = Number.POSITIVE_INFINITY
  for (let round = 0; round < 20; round += 1) {
    gc()
    const { heapUsed, external } = process.memoryUsage()
    const now = heapUsed + external
    if (round > 2 && now >= held) return held
    held = Math.min(held, now)
  }
  return held
}
