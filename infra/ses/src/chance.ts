import { createHash } from 'node:crypto'

/**
 * Chance that can be had again: from 0 up to, not including, 1, the same for the same seed and names. It does not depend on what
 * was asked before, so that a letter meets the same weather in whatever order letters come.
 */
export function chanceOf(seed: number, ...names: readonly string[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}
