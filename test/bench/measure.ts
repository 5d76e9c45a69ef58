import type { Comparison, Contender, Result, Scenario } from './scenario.ts'

/** Milliseconds since some moment. */
export type Stopwatch = () => number

/** Runs before the timing begins, in which the engine compiles what is hot. */
const warmUps = 4

/**
 * Times ours and its peers in turns, so that whatever else the machine does falls on all of them, and gives the medians.
 * Every run's answers are compared, the warm-ups' included: `sameAnswers` is false as soon as one of them differs.
 */
export async function measure(
  { name, unit }: Pick<Scenario, 'name' | 'unit'>,
  { items, runs, ours, peers }: Comparison,
  stopwatch: Stopwatch,
): Promise<Result> {
  const contenders = [ours, ...peers]
  const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]))
  const answers = new Set<string>()
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const contender of rotate(contenders, run)) {
      const startedAt = stopwatch()
      const digest = await contender.work()
      const elapsed = stopwatch() - startedAt
      answers.add(digest())
      if (run >= warmUps) times.get(contender)?.push(elapsed)
    }
  }
  const rateOf = (contender: Contender) => Math.round((items * 1000) / medianOf(times.get(contender) ?? []))
  const value = rateOf(ours)
  const measured = peers.map((peer) => [peer.name, rateOf(peer)] as const)
  return {
    scenario: name,
    ours: { value, unit },
    peers: Object.fromEntries(measured.map(([peer, theirs]) => [peer, { value: theirs }])),
    ratio: Object.fromEntries(measured.map(([peer, theirs]) => [peer, round(value / theirs)])),
    sameAnswers: answers.size === 1,
  }
}

/** No contender always runs first, or always behind the one that leaves most garbage. */
function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (below === undefined || above === undefined) throw new RangeError('A median needs a run')
  return (below + above) / 2
}

const round = (ratio: number) => Math.round(ratio * 100) / 100
