import { setTimeout as delay } from 'node:timers/promises'
import type { Observer } from './observe.ts'

const lookEveryMs = 50

/** Looks how long nothing happens while something should. */
export function watchSilence(observer: Observer, isExpected: () => boolean): { stop(): Promise<number> } {
  const stopping = new AbortController()
  let longestMs = 0
  const looking = (async () => {
    let [events, since] = [observer.events(), performance.now()]
    while (!stopping.signal.aborted) {
      const now = observer.events()
      if (now !== events || !isExpected()) [events, since] = [now, performance.now()]
      longestMs = Math.max(longestMs, performance.now() - since)
      await delay(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await looking
      return longestMs
    },
  }
}
