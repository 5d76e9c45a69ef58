import { setTimeout as delay } from 'node:timers/promises'
import { RecallError } from './recall-error.ts'

export type Close = () => Promise<void> | void

export interface Lifecycle {
  /** Registers what to close; call it right after opening. `name` appears in messages. */
  add(name: string, close: Close): void
  /**
   * Closes everything in reverse order of opening, each within the time limit, going on after a failure. Every call gets the
   * same promise. Rejects with an AggregateError when a part failed or took too long (`stop-incomplete`).
   */
  stop(): Promise<void>
  /** Says that the process cannot go on: `untilSignal` stops everything and rejects with this error. */
  fail(error: unknown): void
  /** Resolves with the error given to `fail`. */
  readonly failed: Promise<{ readonly error: unknown }>
}

/** Owns the closing of everything a process opened. `closeLimitMs` bounds each part; default 10 s. */
export const createLifecycle = (options: { readonly closeLimitMs?: number } = {}): Lifecycle => {
  const parts: { readonly name: string; readonly close: Close }[] = []
  const failure = Promise.withResolvers<{ readonly error: unknown }>()
  let stopping: Promise<void> | undefined
  return {
    add: (name, close) => {
      if (stopping !== undefined)
        throw new Error(`"${name}" was added while stopping; it would never be closed`)
      parts.push({ name, close })
    },
    stop: () => {
      stopping ??= closeAll(parts.toReversed(), options.closeLimitMs ?? 10_000)
      return stopping
    },
    fail: (error) => failure.resolve({ error }),
    failed: failure.promise,
  }
}

const closeAll = async (
  parts: readonly { readonly name: string; readonly close: Close }[],
  limitMs: number,
): Promise<void> => {
  const failures: unknown[] = []
  for (const part of parts) {
    try {
      await closeWithin(part.name, part.close, limitMs)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some parts did not close cleanly')
}

const closeWithin = async (name: string, close: Close, limitMs: number): Promise<void> => {
  const limit = new AbortController()
  const timeout = delay(limitMs, undefined, { signal: limit.signal }).then(
    () => {
      throw new RecallError('stop-incomplete', `"${name}" did not close within ${limitMs} ms`)
    },
    () => undefined,
  )
  try {
    await Promise.race([close(), timeout])
  } finally {
    limit.abort()
  }
}

export type StopSignal = 'SIGINT' | 'SIGTERM'

/** The part of `process` that receives signals. */
export interface SignalSource {
  once(signal: StopSignal, listener: (signal: StopSignal) => void): unknown
  off(signal: StopSignal, listener: (signal: StopSignal) => void): unknown
}

/**
 * Waits for SIGINT, SIGTERM or a failure, then stops the lifecycle. Resolves with the signal; rejects with the failure, so that
 * the process ends with an error. A second signal during the stop ends the process at once, as the system's default.
 */
export const untilSignal = async (source: SignalSource, lifecycle: Lifecycle): Promise<StopSignal> => {
  const signalled = Promise.withResolvers<StopSignal>()
  source.once('SIGINT', signalled.resolve)
  source.once('SIGTERM', signalled.resolve)
  const end = await Promise.race([signalled.promise, lifecycle.failed])
  source.off('SIGINT', signalled.resolve)
  source.off('SIGTERM', signalled.resolve)
  if (typeof end === 'string') {
    await lifecycle.stop()
    return end
  }
  await lifecycle.stop().catch((stopError: unknown) => {
    throw new AggregateError([end.error, stopError], 'A failure, and then parts that did not close cleanly')
  })
  throw end.error
}
