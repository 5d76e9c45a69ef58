import { medianOf, percentileOf, roundedTo } from './percentile-of.ts'
import type { Comparison, Contender, Result, Scenario } from './scenario.ts'

/** Milliseconds since some moment. */
export type Stopwatch = () => number

/**
 * Times ours and its peers in turns, so that whatever else the machine does falls on all of them. Every run's answers are
 * compared, the warm-ups' included: `sameAnswers` is false as soon as one of them differs.
 */
export async function measure(
  { name, unit, measures = 'rate' }: Pick<Scenario, 'name' | 'unit' | 'measures'>,
  comparison: Comparison,
  stopwatch: Stopwatch,
  wallClock: Stopwatch = () => performance.now(),
): Promise<Result> {
  const { ours, peers, agrees, figures } = comparison
  const agreed = (await agrees?.()) ?? true
  const timedBy = measures === 'throughput' ? wallClock : stopwatch
  const { times, durations, sameAnswers } = await takeTurns(comparison, timedBy)
  const readValue = (contender: Contender): number => {
    if (measures === 'duration' || measures === 'level')
      return roundedTo(1_000, medianOf(durations.get(contender) ?? []))
    const items = contender.items ?? comparison.items
    return Math.round((items * 1000) / medianOf(times.get(contender) ?? []))
  }
  const value = readValue(ours)
  const measured = peers.map((peer) => [peer.name, readValue(peer)] as const)
  const faster = (theirs: number) => roundedTo(100, measures === 'duration' ? theirs / value : value / theirs)
  return {
    scenario: name,
    ours: { value, unit, ...(measures === 'duration' ? percentiles(durations.get(ours) ?? []) : {}) },
    peers: Object.fromEntries(measured.map(([peer, theirs]) => [peer, { value: theirs }])),
    ratio: Object.fromEntries(measured.map(([peer, theirs]) => [peer, faster(theirs)])),
    sameAnswers: agreed && sameAnswers,
    ...(figures && { figures: figures(readValue) }),
  }
}

const percentiles = (durations: readonly number[]) => ({
  p50: roundedTo(1_000, medianOf(durations)),
  p99: roundedTo(1_000, percentileOf(durations, 99)),
})

async function takeTurns(comparison: Comparison, stopwatch: Stopwatch) {
  const { ours, peers, besides = [] } = comparison
  const compared = [ours, ...peers]
  const all = [...compared, ...besides]
  const itemsOf = ({ items }: Contender) => items ?? comparison.items
  const turnsOf = ({ turns }: Contender) => turns ?? comparison.turns
  const counts = new Set(compared.map(itemsOf))
  const times = new Map<Contender, number[]>(all.map((contender) => [contender, []]))
  const durations = new Map<Contender, number[]>(all.map((contender) => [contender, []]))
  const answers = new Map<number, Set<string>>([...counts].map((count) => [count, new Set()]))
  const rounds = Math.max(...all.map(turnsOf).map(({ warmUps, runs }) => warmUps + runs))
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of rotate(all, round)) {
      const { warmUps, runs } = turnsOf(contender)
      if (round >= warmUps + runs) continue
      await contender.ready?.()
      const startedAt = stopwatch()
      const digest = await contender.work()
      const elapsed = stopwatch() - startedAt
      if (!besides.includes(contender)) {
        const counted = contender === ours ? counts : [itemsOf(contender)]
        for (const count of counted) answers.get(count)?.add(await digest(count))
      }
      if (round < warmUps) continue
      times.get(contender)?.push(elapsed)
      durations.get(contender)?.push(...(contender.durations?.() ?? []))
    }
  }
  return { times, durations, sameAnswers: [...answers.values()].every(({ size }) => size === 1) }
}

/** No contender always runs first, or always behind the one that leaves most garbage. */
function rotate<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}
