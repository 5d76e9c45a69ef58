/** What became of one test, or of one suite that could not run. `reason` is why a test was skipped, where it said so. */
export type Outcome = {
  readonly name: string
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly reason?: string
}

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number }

/**
 * Counts a run. `checks` are lint and types; `tests` are what vitest ran. A run without a single test that ran counts one
 * failure, since nothing was shown. With `skipsFail`, a skipped test is a failed one: on a machine where every engine must
 * be present, a skip is a missing engine.
 */
export function countResults(
  checks: readonly Outcome[],
  tests: readonly Outcome[],
  skipsFail: boolean,
): Counts {
  const all = [...checks, ...tests]
  const count = (status: Outcome['status']) => all.filter((outcome) => outcome.status === status).length
  const nothingRan = tests.every((test) => test.status === 'skipped')
  const skipped = count('skipped')
  return {
    passed: count('passed'),
    failed: count('failed') + (skipsFail ? skipped : 0) + (nothingRan ? 1 : 0),
    skipped: skipsFail ? 0 : skipped,
  }
}

/** The last line of a run: `N passed, N failed`, with `, N skipped` where there are any. */
export function renderCounts(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`
}

/** One line for each skipped test: its name and its reason. */
export function renderSkips(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes
    .filter((outcome) => outcome.status === 'skipped')
    .map((outcome) =>
      `skipped: ${outcome.name}: ${outcome.reason ?? 'it gives no reason'}`.replace(/\s+/g, ' '),
    )
}
