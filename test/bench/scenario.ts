/** The answers of one run to the first so many items, as a text: equal texts mean equal answers. */
export type Digest = (items: number) => string | Promise<string>

/**
 * One of those compared. `work` is timed and handles every item of its input once; the digest of its answers is computed
 * outside the time. A slow one handles only the first `items` in fewer turns, and is compared over those.
 */
export type Contender = {
  readonly name: string
  readonly work: () => Digest | Promise<Digest>
  /** Makes ready what the next `work` uses up, outside the time. */
  readonly ready?: () => Promise<void>
  readonly turns?: Turns
  readonly items?: number
  /** Where the scenario measures durations or levels: those of the last call of `work`, in the scenario's unit. */
  readonly durations?: () => readonly number[]
}

/** How often a contender works before the timing begins, in which the engine compiles what is hot, and how often timed. */
export type Turns = { readonly warmUps: number; readonly runs: number }

/** A prepared comparison: `items` is what one call of `work` handles. */
export type Comparison = {
  readonly items: number
  readonly turns: Turns
  readonly ours: Contender
  readonly peers: readonly Contender[]
  /** Timed in the same turns for `figures`, and compared with nobody. */
  readonly besides?: readonly Contender[]
  /** What must be true besides equal digests, found out once and outside the time. */
  readonly agrees?: () => boolean | Promise<boolean>
  /** What else is worth reading beside the value, by name. */
  readonly figures?: (readValue: (contender: Contender) => number) => Figures
  readonly close?: () => void | Promise<void>
}

export type Figures = Readonly<Record<string, number>>

export type Scenario = {
  readonly name: string
  /** What a value counts, such as reads/s/core, or the unit of a duration. */
  readonly unit: string
  /**
   * Of rates the median of the runs counts, and more is better; a throughput is a rate by the wall and not by the processor, for
   * what others do as well. A level, such as a share, is told by the contender itself, and more is better too. Of durations the median
   * of all counts, and less is better.
   */
  readonly measures?: 'rate' | 'throughput' | 'level' | 'duration'
  /** It starts an engine, so that it runs where it is named and not with all others. */
  readonly onlyByName?: boolean
  /** `quick` gives a smaller input and fewer runs of the same kind. */
  readonly prepare: (quick: boolean) => Comparison | Promise<Comparison>
}

/** One line of `--json`. A ratio above 1 says how many times faster ours is. */
export type Result = {
  readonly scenario: string
  readonly ours: {
    readonly value: number
    readonly unit: string
    readonly p50?: number
    readonly p99?: number
  }
  readonly peers: Readonly<Record<string, { readonly value: number }>>
  readonly ratio: Readonly<Record<string, number>>
  readonly sameAnswers: boolean
  readonly figures?: Figures
}
