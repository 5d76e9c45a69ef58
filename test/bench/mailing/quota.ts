import { setTimeout as delay } from 'node:timers/promises'
import { roundedTo } from '../percentile-of.ts'
import type { Comparison, Contender, Scenario } from '../scenario.ts'
import { governed, type Limiter, limiters, type OpenLimiter } from './limiters.ts'

/** How much of an account's rate is used while letters wait all the time, and whether any second sees more than the rate. */
export const quota: Scenario = {
  name: 'quota',
  unit: '% of the rate',
  measures: 'level',
  prepare: (quick) => prepareQuota([14, 100, 500], quick ? 1_005 : 20_100, quick),
}

/** Letters that wait to leave at any time. */
const waitingAtOnce = 64
/** Before it is looked at, so that whatever was saved up for the beginning has left. */
const settlingMs = 1_050

type Run = { readonly perSecond: number; readonly use: number; readonly most: number }

const senders: Readonly<Record<string, OpenLimiter>> = { ours: governed(1), 'two-senders': governed(2) }

/** At all rates at once, since all they do is wait. The level of each is its use at the rate that it fills the least. */
export async function prepareQuota(
  rates: readonly number[],
  forMs: number,
  together: boolean,
): Promise<Comparison> {
  const found = new Map<string, readonly Run[]>()
  const find = async (name: string, open: OpenLimiter): Promise<void> => {
    found.set(name, await Promise.all(rates.map((rate) => runAt(open, rate, forMs))))
  }
  const contend = (
    name: string,
    all: Readonly<Record<string, OpenLimiter>>,
    mayExceed: boolean,
  ): Contender => ({
    name,
    durations: () => [Math.min(...(found.get(name) ?? []).map(({ use }) => use))],
    work: async () => {
      const open = Object.entries(all).filter(([one]) => !found.has(one) && (together || one === name))
      await Promise.all(open.map(([one, limiter]) => find(one, limiter)))
      const over = (found.get(name) ?? []).filter(({ most, perSecond }) => most > perSecond)
      return () =>
        mayExceed || over.length === 0 ? 'within the account' : `above the rate: ${JSON.stringify(over)}`
    },
  })
  return {
    items: 1,
    turns: { warmUps: 0, runs: 1 },
    ours: contend('ours', senders, false),
    peers: [
      contend('two-senders', senders, false),
      ...Object.keys(limiters).map((name) => contend(name, limiters, true)),
    ],
    figures: () => Object.fromEntries([...found].flatMap(([name, runs]) => runs.flatMap(figuresOf(name)))),
  }
}

const figuresOf =
  (name: string) =>
  ({ perSecond, use, most }: Run): readonly (readonly [string, number])[] => [
    [`${name} at ${perSecond}: %`, use],
    [`${name} at ${perSecond}: most in a second`, most],
  ]

async function runAt(open: OpenLimiter, perSecond: number, forMs: number): Promise<Run> {
  const limiter = await open(perSecond)
  const times: number[] = []
  const from = performance.now() + settlingMs
  const until = from + forMs
  const departing = Array.from({ length: waitingAtOnce }, () => departUntil(limiter, until + 100, times))
  await Promise.race([Promise.all(departing), delay(settlingMs + forMs + 2_000)])
  await limiter.close?.()
  const counted = times.filter((time) => time >= from && time < until)
  const use = (100 * counted.length) / ((perSecond * forMs) / 1_000)
  return { perSecond, use: roundedTo(100, use), most: mostInASecond(times) }
}

async function departUntil(limiter: Limiter, until: number, times: number[]): Promise<void> {
  while (performance.now() < until) await limiter.depart((at) => times.push(at))
}

/** Wherever the second begins, and whatever was saved up for the beginning. */
export function mostInASecond(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other)
  let [most, first] = [0, 0]
  for (const [last, time] of sorted.entries()) {
    while ((sorted[first] ?? time) <= time - 1_000) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
