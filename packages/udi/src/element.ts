import type { ApplicationIdentifier } from './application-identifiers.ts'
import type { UdiProblem } from './udi-problem.ts'

/** One application identifier and its value as a carrier gives it, not yet checked. */
export type Element = {
  readonly ai: string
  /** What problems call it: `di`, `lot`, … or `ai-NNN`. */
  readonly field: string
  readonly identifier: ApplicationIdentifier
  readonly value: string
}

/** What a reader found. `problems` are those of the carrier's form; the values are checked later. */
export type Reading = { readonly elements: readonly Element[]; readonly problems: readonly UdiProblem[] }

const fieldNames: Readonly<Record<string, string>> = {
  '01': 'di',
  '10': 'lot',
  '11': 'manufacture',
  '17': 'expiry',
  '21': 'serial',
  '8012': 'software-version',
}

/** The field a problem of this AI is reported on. */
export function fieldOf(ai: string): string {
  return fieldNames[ai] ?? `ai-${ai}`
}
