import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

type Run = { readonly status: number; readonly lines: readonly string[] }

/** Runs the test command on the named suites of `fixtures/runner`, as a machine without a terminal does. */
function runCases(names: readonly string[], requireEngines = ''): Promise<Run> {
  const config = resolve(import.meta.dirname, 'fixtures/runner/vitest.config.ts')
  const args = [resolve(import.meta.dirname, 'run.ts'), '--config', config, ...names]
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', RECALLWIRE_REQUIRE_ENGINES: requireEngines }
  return new Promise((done) => {
    const child = execFile(process.execPath, args, { env, timeout: 60_000 }, (_error, stdout) => {
      done({ status: child.exitCode ?? -1, lines: stdout.trimEnd().split('\n') })
    })
    child.stdin?.end()
  })
}

describe('the test command', () => {
  test.concurrent.each<[string, readonly string[], string, string, number]>([
    ['passes when every test passes', ['passes'], '', '1 passed, 0 failed', 0],
    ['fails with a failing test', ['passes', '/fails'], '', '1 passed, 1 failed', 1],
    ['counts a file that does not load', ['passes', 'does-not-load'], '', '1 passed, 1 failed', 1],
    ['counts a failing hook', ['passes', 'broken-hook'], '', '1 passed, 1 failed, 1 skipped', 1],
    ['counts a rejection nobody awaited', ['passes', 'unawaited'], '', '2 passed, 1 failed', 1],
    ['fails when no file matches', ['no-such-file'], '', '0 passed, 1 failed', 1],
    ['lets an absent engine be skipped', ['passes', 'skips'], '', '1 passed, 0 failed, 1 skipped', 0],
    ['fails an absent engine that is required', ['passes', 'skips'], '1', '1 passed, 1 failed', 1],
    ['counts a runner that cannot start', ['passes', '--pool=unheard-of'], '', '0 passed, 1 failed', 1],
    ['leaves out what -t does not name', ['passes', 'skips', '-t', '^passes$'], '', '1 passed, 0 failed', 0],
  ])('%s', async (_name, names, requireEngines, lastLine, status) => {
    const run = await runCases(names, requireEngines)
    expect(run.lines.at(-1)).toBe(lastLine)
    expect(run.status).toBe(status)
  })

  test('prints the reason of a skip', async () => {
    const run = await runCases(['passes', 'skips'])
    expect(run.lines).toContain(
      'skipped: test/fixtures/runner/skips.case.ts > needs an engine that is absent: no such engine on this machine',
    )
  })
})
