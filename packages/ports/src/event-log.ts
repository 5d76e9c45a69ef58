import type { ParkedTopic, Topic } from '@recallwire/domain/events/topics.ts'

export type LogRecord = {
  readonly topic: Topic | ParkedTopic
  readonly partition: number
  /** Grows within its partition; says nothing about other partitions. */
  readonly offset: number
  readonly key: string
  readonly value: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

export type Handler = (records: readonly LogRecord[], signal: AbortSignal) => Promise<void>

export type Subscription = {
  readonly topics: readonly Topic[]
  /** A new group starts at the beginning of every topic. */
  readonly group: string
  readonly handle: Handler
}

/**
 * An append-only log of records in partitions by key. Delivery is at least once, in order per key only. There are at
 * least four partitions, so that nothing can come to rely on a total order. Owning a partition is never a lock.
 */
export interface EventLog {
  /** Resolves only when the record is durable. Rejects otherwise, and then the record may or may not be there. */
  publish(
    topic: Topic | ParkedTopic,
    key: string,
    value: Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<void>

  /**
   * Handles records until stopped. A handler that throws gets the batch again after a back-off, one record at a time;
   * a record that failed five times is parked in `TOPIC.parked` with its key, bytes and headers and the reason
   * (`parked-headers.ts`), and the partition goes on.
   * A RecallError that says `retry: 'later'`, thrown or among the causes of what was thrown, does not count as one of
   * the five: the engine is away, not the record bad.
   */
  subscribe(subscription: Subscription): Promise<{ stop(): Promise<void> }>

  /** The records of a topic from the beginning or after the given offsets, up to what is there now. */
  read(topic: Topic | ParkedTopic, after?: Readonly<Record<number, number>>): AsyncIterable<LogRecord>

  /** Records not yet handled by the group; for a group that never subscribed, all there are. */
  lag(group: string, topics: readonly (Topic | ParkedTopic)[]): Promise<number>
}
