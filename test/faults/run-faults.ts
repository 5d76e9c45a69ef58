import { parseArgs } from 'node:util'
import type { FaultResult, FaultTest } from './fault-test.ts'

export type Faults = {
  readonly tests: readonly FaultTest[]
  /** What this runs on, in one line. */
  readonly machine: string
  readonly print: (line: string) => void
  /** For runs without `--seed`. */
  readonly anySeed: () => number
}

/**
 * `TEST [--seconds N] [--seed N] [--full] [--json]`: runs one test, or `all` of them in their order. Gives the exit code: 0, 1 where a
 * promise was broken, 2 where the arguments are wrong.
 */
export async function runFaults(
  args: readonly string[],
  { tests, machine, print, anySeed }: Faults,
): Promise<0 | 1 | 2> {
  const asked = readArguments(args)
  const chosen = tests.filter(({ name }) => asked?.name === name || asked?.name === 'all')
  if (asked === undefined || chosen.length === 0) {
    const names = tests.map(({ name }) => name).join(', ')
    print(
      `usage: faults TEST [--seconds N] [--seed N] [--full] [--json], where TEST is all or one of ${names}`,
    )
    return 2
  }
  const { json, full, seconds } = asked
  const seed = asked.seed ?? anySeed()
  if (!json) print(`${machine}, seed ${seed}`)
  let broken = false
  for (const test of chosen) {
    for await (const result of test.run({ seconds, seed, full })) {
      print(json ? JSON.stringify(result) : renderResult(result))
      broken ||= result.breaches.length > 0
    }
  }
  return broken ? 1 : 0
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((argument) => argument !== '--'),
      options: {
        seconds: { type: 'string' },
        seed: { type: 'string' },
        full: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    if (positionals.length !== 1) return undefined
    const [seconds, seed] = [wholeNumber(values.seconds), wholeNumber(values.seed)]
    if (seconds === 'wrong' || seed === 'wrong') return undefined
    return { name: positionals[0], seconds, seed, full: values.full === true, json: values.json === true }
  } catch {
    return undefined
  }
}

function wholeNumber(text: string | undefined): number | 'wrong' | undefined {
  if (text === undefined) return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : 'wrong'
}

export function renderResult(result: FaultResult): string {
  const { test, skipped, kills, letters, lost, doubled, possibleRepeats, ledgerValid, stateEqual } = result
  if (skipped !== undefined) return `${test}: not made here: ${skipped}`
  const figures = Object.entries(result.figures).map(([name, value]) => `${name} ${value}`)
  const told = [
    `${kills} kills`,
    `${letters} letters`,
    `${lost} lost`,
    `${doubled} doubled`,
    `${possibleRepeats} possible repeats on record`,
    ledgerValid ? 'ledger valid' : 'LEDGER NOT VALID',
    stateEqual ? 'state equal' : 'STATE DIFFERS',
    ...figures,
  ]
  return [`${test}: ${told.join(', ')}`, ...result.breaches.map((breach) => `  BROKEN: ${breach}`)].join('\n')
}
