import { expect } from 'vitest'
import type { FaultResult } from './fault-test.ts'
import { renderResult } from './run-faults.ts'

/** Every promise was kept, in a run that did something; its figures are printed in one line. */
export function expectKept(result: FaultResult): void {
  process.stdout.write(`${renderResult(result)} (seed ${result.seed})\n`)
  const { lost, doubled, ledgerValid, stateEqual, breaches } = result
  expect({ lost, doubled, ledgerValid, stateEqual, breaches }).toEqual({
    lost: 0,
    doubled: 0,
    ledgerValid: true,
    stateEqual: true,
    breaches: [],
  })
}
