/** What is asked of one test: how long, by which seed, how much. */
export type FaultOptions = {
  /** For tests that go on until their time is up. */
  readonly seconds: number | undefined
  readonly seed: number
  /** As much as a release is held to; else as much as shows whether it works. */
  readonly full: boolean
}

/** One line of `--json`. `stateEqual` compares with a run without faults. `figures` are what else the test counted. */
export type FaultResult = {
  readonly test: string
  readonly kills: number
  readonly letters: number
  readonly lost: number
  /** Mails accepted a second time of which nothing says so. */
  readonly doubled: number
  /** Letters of which the record says that they may have been sent twice. */
  readonly possibleRepeats: number
  readonly ledgerValid: boolean
  readonly stateEqual: boolean
  readonly seed: number
  readonly figures: Readonly<Record<string, number | string>>
  /** What was promised and not kept, in sentences; none is what a test is for. */
  readonly breaches: readonly string[]
  /** Why the test could not be made here. */
  readonly skipped?: string
}

export type FaultTest = {
  readonly name: string
  /** One result after the other, as soon as each is known. */
  run(options: FaultOptions): AsyncIterable<FaultResult>
}

/** The result of a test that was not about letters, to be filled in. */
export const nothingHappened = (test: string, seed: number): FaultResult => ({
  test,
  kills: 0,
  letters: 0,
  lost: 0,
  doubled: 0,
  possibleRepeats: 0,
  ledgerValid: true,
  stateEqual: true,
  seed,
  figures: {},
  breaches: [],
})
