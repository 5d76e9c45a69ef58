import { expect, test } from 'vitest'
import { countResults, type Outcome, renderCounts, renderSkips } from './count-results.ts'

const passed: Outcome = { name: 'a passes', status: 'passed' }
const failed: Outcome = { name: 'b fails', status: 'failed' }
const skipped: Outcome = { name: 'c skips', status: 'skipped', reason: 'no browser\nhere' }

test.each<[string, readonly Outcome[], readonly Outcome[], boolean, string]>([
  ['counts checks and tests together', [passed, failed], [passed, passed], false, '3 passed, 1 failed'],
  ['names skips apart from passes', [], [passed, skipped], false, '1 passed, 0 failed, 1 skipped'],
  ['fails a skip where every engine must be present', [], [passed, skipped], true, '1 passed, 1 failed'],
  ['fails a run without tests although the checks pass', [passed, passed], [], false, '2 passed, 1 failed'],
  ['fails a run that skipped every test', [passed], [skipped], false, '1 passed, 1 failed, 1 skipped'],
  ['passes a run of tests without checks', [], [passed], true, '1 passed, 0 failed'],
])('%s', (_name, checks, tests, skipsFail, line) => {
  expect(renderCounts(countResults(checks, tests, skipsFail))).toBe(line)
})

test('gives every skip its reason on one line', () => {
  expect(renderSkips([passed, skipped, { name: 'd skips', status: 'skipped' }])).toEqual([
    'skipped: c skips: no browser here',
    'skipped: d skips: it gives no reason',
  ])
})
