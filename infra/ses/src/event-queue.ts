import { createHash } from 'node:crypto'

/** A queue as SQS is one: what was received stays, hidden for a while, until it is deleted. */
export interface EventQueue {
  put(body: string): void
  /** Hands out up to `limit` bodies, waiting up to `waitMs` for the first; each is hidden for `hiddenMs`. */
  receive(limit: number, waitMs: number, hiddenMs: number): Promise<readonly QueuedEvent[]>
  delete(handle: string): void
  /** Hides it for so long from now on; 0 hands it out again at once. */
  hide(handle: string, hiddenMs: number): void
  /** How many are neither deleted nor given up. */
  size(): number
  /** How many of them are handed out and hidden. */
  hidden(): number
  /** What was handed out too often, as a dead-letter queue would hold it. */
  dead(): readonly string[]
  clear(): void
  /** Answers everyone who waits with nothing. */
  stop(): void
}

export type QueuedEvent = { readonly handle: string; readonly body: string; readonly md5: string }

type Held = { readonly body: string; hiddenUntil: number; tries: number }

/** `mostTries` is the queue's own count before an event goes to the dead letters. */
export function createEventQueue(mostTries = 5, now: () => number = Date.now): EventQueue {
  const held = new Map<string, Held>()
  const dead: string[] = []
  const waiting = new Set<() => void>()
  let count = 0
  let stopped = false

  const wake = () => {
    for (const waked of waiting) waked()
  }
  const take = (limit: number, hiddenMs: number): readonly QueuedEvent[] => {
    const taken: QueuedEvent[] = []
    for (const [handle, event] of held) {
      if (taken.length === limit) break
      if (event.hiddenUntil > now()) continue
      if (event.tries === mostTries) {
        held.delete(handle)
        dead.push(event.body)
        continue
      }
      event.tries += 1
      event.hiddenUntil = now() + hiddenMs
      taken.push({ handle, body: event.body, md5: createHash('md5').update(event.body).digest('hex') })
    }
    return taken
  }
  return {
    put: (body) => {
      count += 1
      held.set(`event-${count}`, { body, hiddenUntil: 0, tries: 0 })
      wake()
    },
    receive: async (limit, waitMs, hiddenMs) => {
      const until = now() + waitMs
      for (;;) {
        const taken = take(limit, hiddenMs)
        const left = until - now()
        if (taken.length > 0 || left <= 0 || stopped) return taken
        await new Promise<void>((resolve) => {
          const woken = () => {
            clearTimeout(timer)
            waiting.delete(woken)
            resolve()
          }
          const timer = setTimeout(woken, left)
          waiting.add(woken)
        })
      }
    },
    delete: (handle) => {
      held.delete(handle)
    },
    hide: (handle, hiddenMs) => {
      const event = held.get(handle)
      if (event === undefined) return
      event.hiddenUntil = now() + hiddenMs
      if (hiddenMs === 0) wake()
    },
    size: () => held.size,
    hidden: () => [...held.values()].filter(({ hiddenUntil }) => hiddenUntil > now()).length,
    dead: () => [...dead],
    clear: () => {
      held.clear()
      dead.length = 0
    },
    stop: () => {
      stopped = true
      wake()
    },
  }
}
