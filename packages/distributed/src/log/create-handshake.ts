import { setTimeout as delay } from 'node:timers/promises'
import type { Delivery } from './log-client.ts'
import { unavailable } from './log-errors.ts'

/** Hands deliveries from whom they are pushed to, to a reader that takes them one after the other. */
export interface Handshake {
  /** Resolves when the reader has come back for the next one. Rejects when the member is one no more. */
  offer(delivery: Delivery): Promise<void>
  /** The next delivery. Rejects with `log-unavailable` when none comes within the limit. */
  take(limitMs: number): Promise<Delivery>
  fail(error: unknown): void
  /** Nothing is taken any more. */
  close(): void
}

type Offer = { readonly delivery: Delivery; readonly end: (error?: unknown) => void }

export function createHandshake(heartbeatMs: number): Handshake {
  const offers: Offer[] = []
  let change = Promise.withResolvers<void>()
  let current: Offer | undefined
  let failure: { readonly error: unknown } | undefined
  let closed = false
  const changed = () => {
    change.resolve()
    change = Promise.withResolvers<void>()
  }
  return {
    offer: (delivery) => {
      if (closed) return Promise.resolve()
      const offered = Promise.withResolvers<void>()
      const beating = setInterval(() => delivery.heartbeat().catch(offered.reject), heartbeatMs)
      const end = (error?: unknown) => (error === undefined ? offered.resolve() : offered.reject(error))
      offers.push({ delivery, end })
      changed()
      return offered.promise.finally(() => clearInterval(beating))
    },
    take: async (limitMs) => {
      current?.end()
      const limit = new AbortController()
      const late = delay(limitMs, 'late' as const, { signal: limit.signal }).catch(() => 'late' as const)
      try {
        while (offers.length === 0) {
          if (failure) throw failure.error
          if ((await Promise.race([change.promise, late])) === 'late')
            throw unavailable(`nothing came from Kafka within ${limitMs} ms`)
        }
      } finally {
        limit.abort()
      }
      current = offers.shift()
      if (!current) throw unavailable('the reader was closed')
      return current.delivery
    },
    fail: (error) => {
      failure = { error }
      changed()
    },
    close: () => {
      closed = true
      for (const offer of [current, ...offers]) offer?.end()
      offers.length = 0
    },
  }
}
