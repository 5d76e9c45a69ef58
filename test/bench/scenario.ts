/** The answers of one run as a text: equal texts mean equal answers. */
export type Digest = () => string

/**
 * One of those compared. `work` is timed and handles every item of the input once; the digest of its answers is computed
 * outside the time.
 */
export type Contender = {
  readonly name: string
  readonly work: () => Digest | Promise<Digest>
}

/** A prepared comparison: `items` is what one call of `work` handles, `runs` how often each contender is timed. */
export type Comparison = {
  readonly items: number
  readonly runs: number
  readonly ours: Contender
  readonly peers: readonly Contender[]
}

export type Scenario = {
  readonly name: string
  /** What a value counts, such as reads/s/core. */
  readonly unit: string
  /** `quick` gives a smaller input and fewer runs of the same kind. */
  readonly prepare: (quick: boolean) => Comparison | Promise<Comparison>
}

/** One line of `--json`. A ratio above 1 says how many times faster ours is. */
export type Result = {
  readonly scenario: string
  readonly ours: { readonly value: number; readonly unit: string }
  readonly peers: Readonly<Record<string, { readonly value: number }>>
  readonly ratio: Readonly<Record<string, number>>
  readonly sameAnswers: boolean
}
