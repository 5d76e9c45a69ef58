/** Milliseconds that stand for a second: a little more, since clocks and the way to the mail service jitter. */
const windowMs = 1_005
/** What may leave within a fiftieth of a second may as well leave together: a process is not woken for each letter in time. */
const momentsPerSecond = 50

export interface Departures {
  /** Whole letters a second from now on; 0 lets none leave. */
  setRate(perSecond: number): void
  /** Milliseconds until the next letter may leave: 0 now, undefined not at all. */
  waitMs(now: number): number | undefined
  /** A letter leaves now, or a little later, which it then says. */
  leave(now: number): Departure
}

/** One letter that may leave. Counted from the moment at which it might. */
export type Departure = {
  /** It leaves only now. */
  at(now: number): void
  /** It does not leave after all. */
  cancel(): void
}

/**
 * Keeps any second from seeing more departures than the rate, whatever was waited for before: the mail service counts so, and
 * throws away what is too much. Departures after a pause are spread over half a second instead of leaving all at once.
 */
export function createDepartures(perSecond: number): Departures {
  let rate = Math.max(0, Math.floor(perSecond))
  /** The letters that left last, oldest first. */
  let left: Left[] = []
  return {
    setRate: (next) => {
      rate = Math.max(0, Math.floor(next))
    },
    waitMs: (now) => {
      if (rate === 0) return undefined
      const atOnce = Math.max(1, Math.floor(rate / momentsPerSecond))
      const after = (letters: number, ms: number): number => {
        const ago = left[left.length - letters]?.time
        return ago === undefined ? 0 : ago + ms - now
      }
      return Math.max(0, after(rate, windowMs), after(atOnce, (atOnce * windowMs) / rate / 2))
    },
    leave: (now) => {
      const letter = { time: now }
      insert(left, letter)
      // A letter that left more than a second ago no longer counts; cleared now and then, since it costs a copy.
      if (left.length > 2 * rate + 64) left = left.filter(({ time }) => time > now - windowMs)
      return {
        at: (later) => {
          if (later <= letter.time) return
          remove(left, letter)
          letter.time = later
          insert(left, letter)
        },
        cancel: () => remove(left, letter),
      }
    },
  }
}

type Left = { time: number }

/** Mostly at the end: letters leave about in the order in which they may. */
function insert(left: Left[], letter: Left): void {
  let index = left.length
  while (index > 0 && (left[index - 1]?.time ?? 0) > letter.time) index -= 1
  left.splice(index, 0, letter)
}

function remove(left: Left[], letter: Left): void {
  const index = left.lastIndexOf(letter)
  if (index >= 0) left.splice(index, 1)
}
