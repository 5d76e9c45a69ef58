import { parseArgs } from 'node:util'
import { measure, type Stopwatch } from './measure.ts'
import type { Result, Scenario } from './scenario.ts'

export type Bench = {
  readonly scenarios: readonly Scenario[]
  readonly stopwatch: Stopwatch
  /** What this runs on, in one line. */
  readonly machine: string
  readonly print: (line: string) => void
}

/**
 * `[SCENARIO] [--quick] [--json]`: runs one scenario, those that begin with that name, or all of them. Gives the exit code: 0, 1 where contenders disagreed,
 * since a figure is worth nothing when they did not do the same work, or 2 where the arguments are wrong.
 */
export async function runScenarios(
  args: readonly string[],
  { scenarios, stopwatch, machine, print }: Bench,
): Promise<0 | 1 | 2> {
  const asked = readArguments(args)
  const chosen = scenarios.filter(({ name, onlyByName }) =>
    asked?.name === undefined ? onlyByName !== true : isNamed(name, asked.name),
  )
  if (asked === undefined || chosen.length === 0) {
    print(`usage: bench [SCENARIO] [--quick] [--json], where SCENARIO is ${listNames(scenarios)}`)
    return 2
  }
  if (!asked.json) print(machine)
  let exitCode: 0 | 1 = 0
  for (const scenario of chosen) {
    const comparison = await scenario.prepare(asked.quick)
    const result = await measure(scenario, comparison, stopwatch)
    await comparison.close?.()
    print(asked.json ? JSON.stringify(result) : renderResult(result))
    if (!result.sameAnswers) exitCode = 1
  }
  return exitCode
}

/** `match-one-di` names match-one-di-10k and match-one-di-50k. */
const isNamed = (name: string, asked: string): boolean => name === asked || name.startsWith(`${asked}-`)

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((argument) => argument !== '--'),
      options: { quick: { type: 'boolean' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (positionals.length > 1) return undefined
    return { name: positionals[0], quick: values.quick === true, json: values.json === true }
  } catch {
    return undefined
  }
}

function renderResult({ scenario, ours, peers, ratio, sameAnswers, figures = {} }: Result): string {
  const told = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 3 })
  const compared = Object.entries(peers).map(
    ([name, { value }]) => `\n  ${name}: ${told(value)} (ours ${ratio[name]}×)`,
  )
  const percentiles = ours.p99 === undefined ? '' : `, 99 in 100 within ${told(ours.p99)}`
  const agreed = sameAnswers ? 'same answers' : 'ANSWERS DIFFER: these figures mean nothing'
  const others = Object.entries(figures).map(([name, value]) => `\n  ${name}: ${told(value)}`)
  return `${scenario}: ${told(ours.value)} ${ours.unit}${percentiles}, ${agreed}${[...compared, ...others].join('')}`
}

const listNames = (scenarios: readonly Scenario[]) => scenarios.map(({ name }) => name).join(' or ')
