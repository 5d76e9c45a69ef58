/** Every problem a carrier can have. An error means the field must not be relied on; a warning means it may be. */
export const udiProblemSeverities = {
  'carrier-unrecognised': 'error',
  'symbology-not-gs1': 'warning',
  'link-malformed': 'error',
  'ai-unknown': 'error',
  'ai-repeated': 'error',
  'ai-association': 'warning',
  'bracket-in-value': 'warning',
  'separator-lost': 'warning',
  'di-missing': 'error',
  'di-length': 'error',
  'di-padded': 'warning',
  'key-missing': 'error',
  'check-digit': 'error',
  'value-empty': 'error',
  'value-length': 'error',
  'value-characters': 'error',
  'date-impossible': 'error',
  'time-impossible': 'error',
  'value-repeated': 'error',
  'identifier-unknown': 'warning',
  'flag-missing': 'error',
  'check-character': 'error',
  'check-character-lost': 'error',
  'check-character-doubtful': 'warning',
  'secondary-unknown': 'error',
  'primary-unread': 'error',
  'link-mismatch': 'error',
  'blank-in-carrier': 'warning',
} as const satisfies Record<string, 'error' | 'warning'>

export type UdiProblemCode = keyof typeof udiProblemSeverities

/**
 * One thing wrong with a carrier. `field` is `carrier`, `di`, `lot`, `serial`, `manufacture`, `expiry`,
 * `software-version`, `quantity`, `donation`, `mpho-lot`, or `ai-NNN` for any other application identifier. `message` says what to do about it.
 */
export type UdiProblem = {
  readonly code: UdiProblemCode
  readonly severity: 'error' | 'warning'
  readonly field: string
  readonly message: string
}

/** A problem with the severity its code always has. */
export function createUdiProblem(code: UdiProblemCode, field: string, message: string): UdiProblem {
  return { code, severity: udiProblemSeverities[code], field, message }
}

const longestQuote = 48

/** A value as a message shows it: quoted, control characters made visible, long ones cut so that messages stay short. */
export function quoteValue(value: string): string {
  return value.length > longestQuote
    ? `${JSON.stringify(value.slice(0, longestQuote))}… (${value.length} characters)`
    : JSON.stringify(value)
}
