import type { Verdict } from '../scope/verdict.ts'
import type { Override } from './override.ts'

/**
 * The verdict as people decided it. Its sentence says so, by role and firm and never by name, and gives the computed
 * verdict beside it: whoever reads "not affected" must be able to see that no list said it.
 */
export function overriddenVerdict({
  value,
  firmName,
  proposedBy,
  confirmedBy,
  confirmedAt,
  basis,
}: Override): Verdict {
  const { verdict: computed } = basis
  const { missing, ...named } = computed
  return {
    ...named,
    value,
    because: [
      `two people of ${firmName} decided on ${confirmedAt.slice(0, 10)} that this unit is ${valueWords[value]}`,
      `(proposed by ${roleWords[proposedBy.role] ?? 'its staff'}, confirmed by ${roleWords[confirmedBy.role] ?? 'its staff'});`,
      `the notice itself makes it ${valueWords[computed.value]}: ${computed.because}`,
    ].join(' '),
    ...(value === 'possible' && missing !== undefined ? { missing } : {}),
  }
}

export const valueWords = {
  affected: 'affected',
  possible: 'possibly affected',
  outside: 'not affected',
} as const

const roleWords: Readonly<Record<string, string>> = {
  'manufacturer-editor': 'an editor',
  'manufacturer-approver': 'an approver',
}
