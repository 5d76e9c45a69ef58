import { setTimeout as delay } from 'node:timers/promises'
import type { Handler, LogRecord } from '@recallwire/ports/event-log.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import { backoffMs } from '@recallwire/runtime/retry.ts'

/** A record that failed so often by itself is parked. */
const mostAttempts = 5

export type Handling = {
  readonly handle: Handler
  /** The records up to this one are done. False: the partition is another's now, so stop. */
  readonly done: (last: LogRecord) => Promise<boolean>
  /** The record cannot be handled: keep it and its reason where a person looks, and go on. As `done`. */
  readonly park: (record: LogRecord, reason: string) => Promise<boolean>
  readonly signal: AbortSignal
}

/**
 * Hands a batch to its handler until it is done, record by record once the batch has failed. Says whether to go on with
 * the partition: false when the signal was aborted or the partition lost. A handler that fails while it is being stopped
 * has not failed.
 */
export async function handleRecords(records: readonly LogRecord[], handling: Handling): Promise<boolean> {
  const last = records.at(-1)
  if (!last) return true
  const { handle, signal } = handling
  const failure = await attempt(() => handle(records, signal))
  if (!failure) return settle(() => handling.done(last), signal)
  if (records.length === 1) return handleAlone(last, handling, failure)
  if (!(await waitAfter(1, signal))) return false
  for (const record of records) {
    if (!(await handleAlone(record, handling))) return false
  }
  return true
}

/** `failure` is that of an attempt with this record alone that was made already. */
async function handleAlone(record: LogRecord, handling: Handling, failure?: Failure): Promise<boolean> {
  const { handle, signal } = handling
  let failed = failure ?? (await attempt(() => handle([record], signal)))
  let counted = 0
  for (let tries = 1; failed; tries += 1) {
    if (signal.aborted) return false
    if (findRecallError(failed.error)?.retry !== 'later') counted += 1
    if (counted >= mostAttempts) {
      const reason = reasonOf(failed.error)
      return settle(() => handling.park(record, reason), signal)
    }
    if (!(await waitAfter(tries, signal))) return false
    failed = await attempt(() => handle([record], signal))
  }
  return settle(() => handling.done(record), signal)
}

type Failure = { readonly error: unknown }

async function attempt(work: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    return { error }
  }
}

/** Writes what became of a record. While the disk is full that is tried again, so that the handler need not be. */
async function settle(write: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write()
    } catch (error) {
      if (findRecallError(error)?.retry !== 'later') throw error
      if (!(await waitAfter(tries, signal))) return false
    }
  }
}

/** False when the signal ended the wait. */
async function waitAfter(tries: number, signal: AbortSignal): Promise<boolean> {
  const waitMs = backoffMs(tries, { firstMs: 50, maxMs: 5_000, jitter: Math.random() })
  await delay(waitMs, undefined, { signal }).catch(() => undefined)
  return !signal.aborted
}

/** One line without control characters: it travels in a header. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\p{Cc}+/gu, ' ').slice(0, 1_000)
