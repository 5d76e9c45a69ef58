import type { RefusalScope } from '@recallwire/ports/mailer.ts'

/**
 * How long a certainly refused letter waits. `later`: 2 s doubling to 2 min, so that the eighth and last try comes within
 * five minutes and a person is told (invariant I1). `account`: a person was told at the first refusal, and needs time to
 * act: 30 s doubling to 15 min. `letter` is never tried again.
 */
export function retryInMs(scope: RefusalScope, attempt: number): number {
  switch (scope) {
    case 'later':
      return Math.min(1_000 * 2 ** attempt, 120_000)
    case 'account':
      return Math.min(15_000 * 2 ** attempt, 900_000)
    case 'letter':
      return 0
    default:
      return scope satisfies never
  }
}
