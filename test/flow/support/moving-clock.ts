import { addMs, type Instant } from '@recallwire/domain/time.ts'
import type { Clock } from '@recallwire/ports/clock.ts'

/** Business time that stands still until a test moves it. */
export interface MovingClock extends Clock {
  advance(ms: number): void
}

export function createMovingClock(start: Instant): MovingClock {
  let now = start
  return {
    now: () => now,
    advance: (ms) => {
      now = addMs(now, ms)
    },
  }
}
