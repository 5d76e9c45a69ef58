import { addMs } from '@recallwire/domain/time.ts'
import type { LetterFate } from './send-letter.ts'

/** Keeps the workers of one process from trying every letter against a mail service that takes none. */
export interface Breaker {
  /** Undefined while none may be tried. Whoever is admitted says what came of it, whatever happens: a second call says nothing more. */
  admit(wanted: number): Admission | undefined
}

export type Admission = {
  /** So many may be tried: all that were wanted, or one to find out. */
  readonly letters: number
  record(fates: readonly LetterFate[]): void
}

/** After some were too fast; and after all were refused, doubling from the first to the longest. */
const laterMs = { first: 1_000, longest: 30_000 }
/** After "nothing passes until a person acts". */
const accountMs = 30_000

/**
 * While every letter is refused, one is tried at a time, after pauses: a storm of refusals or an account that is paused over night
 * must not use up the tries of the whole queue, or a person would have to see to each letter once it is over. `realNow` is
 * real time.
 */
export function createBreaker(realNow: () => string): Breaker {
  let pausedUntil = ''
  /** Rounds in a row of which every letter was refused. */
  let refusedRounds = 0
  let isProbing = false

  const pause = (ms: number): void => {
    const until = addMs(realNow(), ms)
    if (until > pausedUntil) pausedUntil = until
  }
  const record = (fates: readonly LetterFate[]): void => {
    const called = fates.filter((fate) => fate !== 'untried' && fate !== 'slow')
    const refused = called.filter((fate) => fate === 'later' || fate === 'account')
    if (refused.length === 0) {
      if (called.length > 0) refusedRounds = 0
      return
    }
    refusedRounds = refused.length === called.length ? refusedRounds + 1 : 0
    const waitMs = laterMs.first * 2 ** Math.max(0, refusedRounds - 1)
    pause(refused.includes('account') ? accountMs : Math.min(waitMs, laterMs.longest))
  }
  return {
    admit: (wanted) => {
      if (wanted === 0 || isProbing || realNow() < pausedUntil) return undefined
      const isProbe = refusedRounds > 0
      isProbing = isProbe
      let isRecorded = false
      return {
        letters: isProbe ? 1 : wanted,
        record: (fates) => {
          if (isRecorded) return
          isRecorded = true
          if (isProbe) isProbing = false
          record(fates)
        },
      }
    },
  }
}
