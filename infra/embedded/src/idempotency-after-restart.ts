import type { IdempotencyStore } from '@recallwire/ports/idempotency-store.ts'

/**
 * The lock on the data folder says that no other process works on it. So a request that began before this process opened the
 * data ended with the process that had it: its retry runs at once, and need not wait until it might still be running.
 * `openedAt` is real time.
 */
export const idempotencyAfterRestart = (store: IdempotencyStore, openedAt: string): IdempotencyStore => ({
  ...store,
  begin: (input) => {
    const sinceOpened = Date.parse(input.at) - Date.parse(openedAt)
    const staleAfterMs = sinceOpened < 0 ? input.staleAfterMs : Math.min(input.staleAfterMs, sinceOpened)
    return store.begin({ ...input, staleAfterMs })
  },
})
