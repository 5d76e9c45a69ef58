export interface Random {
  /** At least 0 and below 1. */
  fraction(): number
  /** A whole number at least 0 and below the limit. */
  below(limit: number): number
  pick<T>(from: readonly T[]): T
  text(length: number, from: string): string
}

/** Mulberry32: a small generator, good enough to mix shapes and equal on every machine for a seed. */
export function createRandom(seed: number): Random {
  let state = seed
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(fraction() * limit)
  return {
    fraction,
    below,
    pick: (from) => {
      const picked = from[below(from.length)]
      if (picked === undefined) throw new RangeError('There is nothing to pick from')
      return picked
    },
    text: (length, from) => Array.from({ length }, () => from.charAt(below(from.length))).join(''),
  }
}
