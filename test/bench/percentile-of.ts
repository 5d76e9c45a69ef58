/** The middle value, or the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (below === undefined || above === undefined) throw new RangeError('A median needs a run')
  return (below + above) / 2
}

/** The least of the values that so many in a hundred do not exceed. */
export function percentileOf(values: readonly number[], of100: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil((sorted.length * of100) / 100) - 1)]
  if (value === undefined) throw new RangeError('A percentile needs a value')
  return value
}

/** Rounded to so many parts of one: 100 gives two decimals. */
export const roundedTo = (parts: number, value: number): number => Math.round(value * parts) / parts
