/** Numbers that look random and repeat with their seed (mulberry32), so that a failing run can be run again. */
export function createChoice(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    /** 0 up to, not including, `below`. */
    below: (below: number): number => Math.floor(next() * below),
    chance: (probability: number): boolean => next() < probability,
    of: <Item>(items: readonly Item[]): Item => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('there is nothing to choose from')
      return item
    },
  }
}
export type Choice = ReturnType<typeof createChoice>
