import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'

/** What handing parked records on needs from outside. */
export type ParkedDeps = {
  readonly backEnd: Pick<BackEnd, 'parked'>
  /** Business time: what events say. */
  readonly clock: Clock
  /** Real time: when a record left the waiting ones, as when it was parked. */
  readonly realNow: () => string
}
