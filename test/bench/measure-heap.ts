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

function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const gc = collect.parse(runInNewContext('gc'))
  gc()
  // Typed arrays that the first collection dropped are given back in the background, which the second waits for.
  gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
