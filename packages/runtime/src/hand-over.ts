import { setTimeout as delay } from 'node:timers/promises'
import { findRecallError } from './recall-error.ts'
import { backoffMs } from './retry.ts'

/** A record that failed so often by itself is parked. */
const mostAttempts = 5

/** How the records of one partition of a log are handed over; `Item` is a record. */
export type Handling<Item> = {
  readonly handle: (records: readonly Item[], signal: AbortSignal) => Promise<void>
  /** The records up to this one are done. False: the partition is another's now, so stop. */
  readonly done: (last: Item) => Promise<boolean>
  /** The record cannot be handled: keep it and its reason where a person looks, and go on. As `done`. */
  readonly park: (record: Item, reason: string) => Promise<boolean>
  readonly signal: AbortSignal
}

/** What a handler threw. */
export type Failure = { readonly error: unknown }

/**
 * Hands a batch to its handler until it is done, record by record once the batch has failed. Says whether to go on with
 * the partition: false when the signal was aborted or the partition lost. A handler that fails while it is being stopped
 * has not failed.
 */
export async function handOver<Item>(records: readonly Item[], handling: Handling<Item>): Promise<boolean> {
  const handled = await handOverTogether(records, handling)
  return typeof handled === 'boolean' ? handled : handOverEach(records, handling, handled)
}

/** The first attempt, with the whole batch: whether to go on with the partition, or why the batch failed. */
export async function handOverTogether<Item>(
  records: readonly Item[],
  handling: Handling<Item>,
): Promise<boolean | Failure> {
  const last = records.at(-1)
  if (last === undefined) return true
  const { handle, signal } = handling
  const failure = await attempt(() => handle(records, signal))
  if (!failure) return settle(() => handling.done(last), signal)
  return signal.aborted ? false : failure
}

/** All further attempts with a batch that failed, each with one record. Says whether to go on with the partition. */
export async function handOverEach<Item>(
  records: readonly Item[],
  handling: Handling<Item>,
  failure: Failure,
): Promise<boolean> {
  const [only, ...more] = records
  if (only === undefined) return true
  if (more.length === 0) return handOverAlone(only, handling, failure)
  if (!(await waitAfter(1, handling.signal))) return false
  for (const record of records) {
    if (!(await handOverAlone(record, handling))) return false
  }
  return true
}

/** `failure` is that of an attempt with this record alone that was made already. */
async function handOverAlone<Item>(
  record: Item,
  handling: Handling<Item>,
  failure?: Failure,
): Promise<boolean> {
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

async function attempt(work: () => Promise<void>): Promise<Failure | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    return { error }
  }
}

/** Writes what became of a record. While the store is away that is tried again, so that the handler need not be. */
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
