/** Milliseconds that stand for a second: a little more, since clocks and the way to the mail service jitter. */
const windowMs = 1_005

export interface Departures {
  /** Whole letters a second from now on; 0 lets none leave. */
  setRate(perSecond: number): void
  /** Milliseconds until the next letter may leave: 0 now, undefined not at all. */
  waitMs(now: number): number | undefined
  /** A letter leaves. */
  leave(now: number): void
}

/**
 * Keeps any second from seeing more departures than the rate, whatever was waited for before: the mail service counts so, and
 * throws away what is too much. Departures after a pause are spread over half a second instead of leaving all at once.
 */
export function createDepartures(perSecond: number): Departures {
  let rate = Math.max(0, Math.floor(perSecond))
  /** When the last `rate` letters left, oldest first. */
  let left: number[] = []
  return {
    setRate: (next) => {
      rate = Math.max(0, Math.floor(next))
    },
    waitMs: (now) => {
      if (rate === 0) return undefined
      const last = left.at(-1)
      if (last === undefined) return 0
      const asManyAgo = left[left.length - rate]
      const bySecond = asManyAgo === undefined ? 0 : asManyAgo + windowMs - now
      return Math.max(0, bySecond, last + windowMs / rate / 2 - now)
    },
    leave: (now) => {
      left.push(now)
      // A letter that left more than a second ago no longer counts; cleared now and then, since it costs a copy.
      if (left.length > 2 * rate + 64) left = left.filter((time) => time > now - windowMs)
    },
  }
}
