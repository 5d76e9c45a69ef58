/** `1 facility`, `3 facilities`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** To the minute: `2025-06-24 22:00 UTC`. */
export const shortInstant = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`

export const classWords = (recallClass: string | null): string =>
  recallClass === null ? 'not yet classified' : `class ${recallClass}`

/** Ascending numbers with runs drawn together: `3, 7-9`. */
export function shortList(numbers: readonly number[]): string {
  const runs: { readonly from: number; to: number }[] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && number === last.to + 1) last.to = number
    else runs.push({ from: number, to: number })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ')
}
