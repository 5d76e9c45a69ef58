import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { Topic } from '@recallwire/domain/events/topics.ts'
import type { BulkRedrive } from '@recallwire/domain/parked/bulk-redrive.ts'
import type { AggregateStore, Page, Stored } from './aggregate-store.ts'

/** A record that a group could not handle, kept for a person. */
export type ParkedRecord = {
  /** `TOPIC.PARTITION.OFFSET` of where it is parked. */
  readonly parkedId: string
  /** Where it came from, and goes again. */
  readonly topic: Topic
  readonly key: string
  /** Empty once it was erased. */
  readonly value: Uint8Array
  /** Those it came with, and why it is here (`parked-headers.ts`). */
  readonly headers: Readonly<Record<string, string>>
  /** Real time. */
  readonly parkedAt: string
  readonly state: ParkedState
  /** When it left `waiting` (real time), and the id of who saw to that. */
  readonly settled?: { readonly at: string; readonly by: string } | undefined
}
export type ParkedState = 'waiting' | 'redriven' | 'erased'

export type Settling = { readonly at: string; readonly by: string; readonly events: readonly OutgoingEvent[] }

/**
 * The parked records of all topics, and what became of each. None is ever dropped: one that was handed on or whose bytes were
 * erased stays listed.
 */
export interface ParkedRecords {
  /** In one state, the longest parked first. `after` is the `next` of the page before. */
  list(state: ParkedState, limit: number, after?: string): Promise<Page<ParkedRecord>>
  get(parkedId: string): Promise<ParkedRecord | undefined>
  /** How many wait for a person, and since when (real time) the oldest has. */
  waiting(): Promise<{ readonly count: number; readonly oldestAt?: string | undefined }>
  /**
   * Publishes the record again to its topic, under its key, with the headers it came with and one that names it
   * (`parkedHeaders.redrivenFrom`): every group gets it once more, behind whatever came since. Done twice, or by two at once, it is
   * published once; only a process that died in between may have it published again, which consumers absorb. `events` go out
   * with it. A record that fails again is parked anew, under an id of its own.
   */
  redrive(parkedId: string, settling: Settling): Promise<'redriven' | 'settled-before' | 'absent'>
  /** Erases the bytes for good, where the record still waits; the rest stays listed. */
  erase(parkedId: string, settling: Settling): Promise<'erased' | 'settled-before' | 'absent'>
  /** What one person proposed to hand on at once, by bulkId. */
  readonly bulks: AggregateStore<BulkRedrive> & {
    /** Those that wait for a second person, and those that are confirmed and not done. */
    open(): Promise<readonly Stored<BulkRedrive>[]>
  }
}
