/**
 * Business time: due dates, deadlines, what an event records. It may be simulated in the embedded mode. Leases never use
 * it: they run on real time, and correctness rests on fences, not on clocks.
 */
export interface Clock {
  /** The instant now, in UTC with milliseconds, e.g. `2025-06-20T14:00:00.000Z`. */
  now(): string
}

export const systemClock: Clock = { now: () => new Date().toISOString() }
