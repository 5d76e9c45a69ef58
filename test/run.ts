import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseCLI, startVitest } from 'vitest/node'
import { countResults, type Outcome, renderCounts, renderSkips } from './count-results.ts'
import { readOutcomes } from './read-outcomes.ts'

/**
 * The test command. Without arguments: lint, types and every test. With arguments (`pnpm test packages/udi`, `-t NAME`):
 * those are vitest's, and lint and types are left out. The last line says `N passed, N failed`.
 */
async function run(): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const args = process.argv.slice(2).filter((argument) => argument !== '--')
  const checks = args.length === 0 ? ['lint', 'types'].map((script) => runCheck(script, root)) : []
  const tests = await runTests(args, root)
  const counts = countResults(checks, tests, process.env.RECALLWIRE_REQUIRE_ENGINES === '1')

  for (const line of renderSkips(tests)) console.log(line)
  for (const check of checks) if (check.status === 'failed') console.log(`failed: ${check.name}`)
  if (tests.every((test) => test.status === 'skipped')) console.log('failed: not one test ran')
  console.log(renderCounts(counts))
  process.exit(counts.failed > 0 ? 1 : 0)
}

/** Runs one script of the root package.json and shows what it prints. */
function runCheck(script: string, root: string): Outcome {
  console.log(`\n${script}`)
  const { status } = spawnSync(process.execPath, ['--run', script], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: 300_000,
  })
  return { name: script, status: status === 0 ? 'passed' : 'failed' }
}

async function runTests(args: readonly string[], root: string): Promise<readonly Outcome[]> {
  console.log('\ntests')
  const { filter, options } = parseCLI(['vitest', 'run', ...args])
  const vitest = await startVitest(filter, {
    root,
    config: resolve(root, 'test/vitest.config.ts'),
    ...options,
    watch: false,
  })
  const outcomes = readOutcomes(
    vitest.state.getTestModules(),
    vitest.state.getUnhandledErrors(),
    vitest.config.testNamePattern,
  )
  // Closing ends the workers, so that nothing they still print comes after the last line.
  await vitest.close()
  return outcomes
}

try {
  await run()
} catch (error) {
  console.error(error)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
