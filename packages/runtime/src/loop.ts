import { setTimeout as delay } from 'node:timers/promises'
import { type Bell, createRest, type Rest } from './bell.ts'
import type { Logger } from './logger.ts'
import { findRecallError } from './recall-error.ts'
import { backoffMs } from './retry.ts'

export type LoopOptions = {
  /** Appears in the log. */
  readonly name: string
  /** Wait after a round that found nothing to do. */
  readonly idleMs: number
  /** Ends such a wait early: what was rung during a round is looked at by the next. */
  readonly bell?: Pick<Bell, 'listen'> | undefined
  /** One short round of work. It must heed the signal in every wait. */
  readonly run: (signal: AbortSignal) => Promise<'busy' | 'idle'>
  /** Receives what no retry can heal; the loop has ended by then. Usually `lifecycle.fail`. */
  readonly onError: (error: unknown) => void
  readonly logger: Logger
  /** Waits between rounds, after faults; default 0.1 s doubling to 30 s. */
  readonly backoff?: { readonly firstMs: number; readonly maxMs: number }
  /** Real time and chance by default; a test gives its own. */
  readonly clock?: LoopClock
}

export type LoopClock = {
  /** Resolves after `ms`; rejects as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** 0 up to, not including, 1. */
  jitter(): number
}

const realClock: LoopClock = {
  wait: (ms, signal) => delay(ms, undefined, { signal }),
  jitter: () => Math.random(),
}

/**
 * Calls `run` until stopped: again at once when busy, after `idleMs` when idle, after a growing wait when an operational error
 * says that a retry can help. Any other error ends the loop and goes to `onError`. `stop()` waits for the round under way.
 */
export const startLoop = (options: LoopOptions): { stop(): Promise<void> } => {
  const abort = new AbortController()
  const ended = runUntilAborted(options, abort.signal).catch((error: unknown) => {
    if (!abort.signal.aborted || !isAbort(error)) options.onError(error)
  })
  return {
    stop: () => {
      abort.abort()
      return ended
    },
  }
}

const runUntilAborted = async (options: LoopOptions, signal: AbortSignal): Promise<void> => {
  const clock = options.clock ?? realClock
  const rest = createRest(options.bell?.listen ?? (() => () => undefined), clock.wait)
  try {
    await runRounds(options, { clock, rest }, signal)
  } finally {
    rest.end()
  }
}

const runRounds = async (
  options: LoopOptions,
  { clock, rest }: { readonly clock: LoopClock; readonly rest: Rest },
  signal: AbortSignal,
): Promise<void> => {
  const schedule = options.backoff ?? { firstMs: 100, maxMs: 30_000 }
  let faults = 0
  while (!signal.aborted) {
    rest.begin()
    const round = await runOnce(options, signal)
    if (round.kind === 'faulted') {
      faults += 1
      const waitMs = backoffMs(faults, { ...schedule, jitter: clock.jitter() })
      options.logger.warn('loop waits after a fault', {
        loop: options.name,
        faults,
        waitMs,
        error: round.error,
      })
      await clock.wait(waitMs, signal)
      continue
    }
    faults = 0
    if (round.kind === 'idle') await rest.take(options.idleMs, signal)
    await nextTurn()
  }
}

type Round = { readonly kind: 'busy' | 'idle' } | { readonly kind: 'faulted'; readonly error: unknown }

const runOnce = async (options: LoopOptions, signal: AbortSignal): Promise<Round> => {
  try {
    return { kind: await options.run(signal) }
  } catch (error) {
    if (findRecallError(error)?.retry === 'later') return { kind: 'faulted', error }
    throw error
  }
}

/** A busy loop over a synchronous store would otherwise never let timers and sockets run. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
