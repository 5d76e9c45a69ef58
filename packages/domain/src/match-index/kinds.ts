/** By what criteria are found. Each product key has one list of criteria per kind. */
export const kinds = {
  everyUnit: 0,
  /** What no structure decides: asked of every unit. */
  evaluated: 1,
  lots: 2,
  serials: 3,
  prefixes: 4,
  ranges: 5,
  made: 6,
  expires: 7,
  software: 8,
  /** Covers no unit: the recall only names the product. */
  nothing: 9,
} as const
export type Kind = (typeof kinds)[keyof typeof kinds]
