import { expect, test } from 'vitest'
import { runScenarios } from './run-scenarios.ts'
import type { Contender, Scenario } from './scenario.ts'

/** A contender whose run takes so many milliseconds and answers with these texts, the last one over and over. */
const contender = (
  name: string,
  takes: readonly number[],
  answers: readonly string[],
  time: { at: number },
) => {
  let run = 0
  return {
    name,
    work: () => {
      time.at += takes[Math.min(run, takes.length - 1)] ?? 0
      const answer = answers[Math.min(run, answers.length - 1)] ?? ''
      run += 1
      return () => answer
    },
  } satisfies Contender
}

async function run(args: readonly string[], peerAnswers: readonly string[]) {
  const time = { at: 0 }
  const lines: string[] = []
  const asked: boolean[] = []
  const scenario: Scenario = {
    name: 'copying',
    unit: 'copies/s/core',
    prepare: (quick) => {
      asked.push(quick)
      return {
        items: 1000,
        turns: { warmUps: 4, runs: 5 },
        // Four warm-ups, then one run that the machine disturbed.
        ours: contender('ours', [900, 900, 90, 90, 10, 10, 700, 10, 10], ['answer'], time),
        peers: [contender('slow-one', [900, 900, 90, 90, 40], peerAnswers, time)],
      }
    },
  }
  const status = await runScenarios(args, {
    scenarios: [scenario],
    stopwatch: () => time.at,
    machine: 'a machine',
    print: (line) => lines.push(line),
  })
  return { status, lines, asked }
}

const result = {
  scenario: 'copying',
  ours: { value: 100_000, unit: 'copies/s/core' },
  peers: { 'slow-one': { value: 25_000 } },
  ratio: { 'slow-one': 4 },
  sameAnswers: true,
}

test('prints one line of medians without warm-ups and passes', async () => {
  const { status, lines, asked } = await run(['copying', '--json', '--quick'], ['answer'])
  expect(lines.map((line) => JSON.parse(line))).toEqual([result])
  expect(status).toBe(0)
  expect(asked).toEqual([true])
})

test.each([
  ['in every run', ['other']],
  ['in the first warm-up alone', ['other', 'answer']],
  ['in the last run alone', [...Array.from({ length: 8 }, () => 'answer'), 'other']],
])('fails when a peer answers differently %s', async (_name, answers) => {
  const { status, lines } = await run(['--json'], answers)
  expect(lines.map((line) => JSON.parse(line))).toEqual([{ ...result, sameAnswers: false }])
  expect(status).toBe(1)
})

test('says so to a person, and names the machine', async () => {
  expect((await run([], ['answer'])).lines).toEqual([
    'a machine',
    'copying: 100,000 copies/s/core, same answers\n  slow-one: 25,000 (ours 4×)',
  ])
  expect((await run([], ['other'])).lines[1]).toContain('ANSWERS DIFFER')
})

test.each([['no-such-scenario'], ['--slow'], ['copying', 'copying']])(
  'refuses the arguments %s %s',
  async (...args) => {
    const { status, lines } = await run(args, ['answer'])
    expect(status).toBe(2)
    expect(lines).toEqual(['usage: bench [SCENARIO] [--quick] [--json], where SCENARIO is copying'])
  },
)
