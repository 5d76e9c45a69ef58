import type { TestCase, TestModule, TestSuite } from 'vitest/node'
import type { Outcome } from './count-results.ts'

/**
 * Every outcome of a finished vitest run. What goes wrong outside a test counts as a failure of its own, because vitest's
 * counts of tests leave it out: a file that does not load or never got its turn, a hook that fails, an error nobody
 * awaited. A test that was started and never finished has failed. Tests that `namePattern` (`-t`) leaves out are no outcome at all.
 */
export function readOutcomes(
  modules: readonly TestModule[],
  unhandledErrors: readonly unknown[],
  namePattern?: RegExp,
): readonly Outcome[] {
  return [
    ...modules.flatMap((module) => readSuite(module, module.relativeModuleId, namePattern)),
    ...unhandledErrors.map((): Outcome => ({ name: 'an error outside every test', status: 'failed' })),
  ]
}

function readSuite(suite: TestModule | TestSuite, name: string, namePattern?: RegExp): readonly Outcome[] {
  const unfinished = suite.state() === 'pending' || (suite.type === 'module' && suite.state() === 'queued')
  const broken: Outcome[] = unfinished || suite.errors().length > 0 ? [{ name, status: 'failed' }] : []
  const children = [...suite.children].flatMap((child) =>
    child.type === 'suite'
      ? readSuite(child, `${name} > ${child.name}`, namePattern)
      : readTest(child, namePattern),
  )
  return [...broken, ...children]
}

function readTest(test: TestCase, namePattern?: RegExp): readonly Outcome[] {
  // vitest matches the pattern against the names joined by a blank, and shows them joined by ' > '.
  if (namePattern && !namePattern.test(test.fullName.replaceAll(' > ', ' '))) return []
  const name = `${test.module.relativeModuleId} > ${test.fullName}`
  const result = test.result()
  switch (result.state) {
    case 'passed':
      return [{ name, status: 'passed' }]
    case 'failed':
    case 'pending':
      return [{ name, status: 'failed' }]
    case 'skipped':
      return [{ name, status: 'skipped', ...(result.note ? { reason: result.note } : {}) }]
    default:
      return result satisfies never
  }
}
