import { expect, test } from 'vitest'
import type { FaultOptions, FaultResult, FaultTest } from './fault-test.ts'
import { runFaults } from './run-faults.ts'

const kept: FaultResult = {
  test: 'sample',
  kills: 3,
  letters: 10,
  lost: 0,
  doubled: 0,
  possibleRepeats: 1,
  ledgerValid: true,
  stateEqual: true,
  seed: 7,
  figures: { seconds: 4 },
  breaches: [],
}
const broken: FaultResult = { ...kept, lost: 1, breaches: ['letter x was never accepted'] }

/** Runs the command over tests that give these results. */
async function run(args: readonly string[], results: Readonly<Record<string, readonly FaultResult[]>>) {
  const lines: string[] = []
  const asked: FaultOptions[] = []
  const tests = Object.entries(results).map(
    ([name, given]): FaultTest => ({
      name,
      run: async function* (options) {
        asked.push(options)
        yield* given
      },
    }),
  )
  const print = (line: string) => lines.push(line)
  const code = await runFaults(args, { tests, machine: 'a machine', print, anySeed: () => 42 })
  return { code, lines, asked }
}

test('prints one line for each result, and ends well when every promise was kept', async () => {
  const { code, lines, asked } = await run(['kill', '--seed', '7', '--full'], { kill: [kept], clock: [kept] })
  expect(code).toBe(0)
  expect(asked).toEqual([{ seed: 7, full: true, seconds: undefined }])
  expect(lines).toEqual([
    'a machine, seed 7',
    'sample: 3 kills, 10 letters, 0 lost, 0 doubled, 1 possible repeats on record, ledger valid, state equal, seconds 4',
  ])
})

test('with --json every line is a result, and nothing else is printed', async () => {
  const { lines } = await run(['all', '--json', '--seconds', '5'], { kill: [kept], clock: [broken] })
  expect(lines.map((line) => JSON.parse(line))).toEqual([kept, broken])
})

test('ends with 1 when a promise was broken, and says which', async () => {
  const { code, lines } = await run(['all'], { kill: [broken], clock: [kept] })
  expect(code).toBe(1)
  expect(lines[0]).toBe('a machine, seed 42')
  expect(lines[1]).toContain('BROKEN: letter x was never accepted')
  expect(lines).toHaveLength(3)
})

test('says why a test could not be made here', async () => {
  const { code, lines } = await run(['disk'], { disk: [{ ...kept, skipped: 'nothing can be mounted' }] })
  expect(code).toBe(0)
  expect(lines[1]).toBe('sample: not made here: nothing can be mounted')
})

test.each([[[]], [['wind']], [['kill', 'clock']], [['kill', '--seconds', 'x']], [['kill', '--loud']]])(
  'refuses %j and names the tests',
  async (args) => {
    const { code, lines } = await run(args, { kill: [kept] })
    expect(code).toBe(2)
    expect(lines.join()).toContain('TEST is all or one of kill')
  },
)
