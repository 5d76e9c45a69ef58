import type { FoundTopic, TopicPlan } from './topic-plan.ts'

/** A record on its way to a partition. */
export type OutgoingRecord = {
  readonly key: string
  readonly value: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

export type IncomingRecord = OutgoingRecord & { readonly offset: number }

export type PartitionEnds = {
  readonly partition: number
  readonly first: number
  /** The offset that the next record will have. */
  readonly end: number
}

/** Records of one partition, in order, and what may be said about them. All of it may throw when the partition is lost. */
export type Delivery = {
  readonly topic: string
  readonly partition: number
  readonly records: readonly IncomingRecord[]
  /** The record and those before it are done; the group's place moves with the next commit. */
  resolve(offset: number): void
  /** Says that this member lives, if it is time to. Throws when it is a member no more. */
  heartbeat(): Promise<void>
  /** Writes down the group's place if that has not been done for a second. */
  commitIfDue(): Promise<void>
  /** Writes down that the group goes on at this offset of the partition. */
  commit(next: number): Promise<void>
  /** No more of this partition until the function that this answers is called. */
  pause(): () => void
  /** False when the records are no longer to be handled. */
  mayGoOn(): boolean
}

export type Membership = {
  readonly group: string
  readonly topics: readonly string[]
  /** Partitions handed over at the same time. */
  readonly concurrency: number
  readonly sessionMs: number
  /** Must resolve when it is done with the records, and throws only what a `Delivery` threw. */
  readonly onDelivery: (delivery: Delivery) => Promise<void>
  /** Partitions may have gone to others, or come back with records that were handled. */
  readonly onReassigned: () => void
  /** The member has ended, and another one would end the same way. */
  readonly onEnded: (error: unknown) => void
}

export type Member = {
  /** Since when nothing has been heard of the brokers. */
  idleMs(): number
  /** The fault inside the client that ended the member, which another one need not have. */
  broken(): { readonly error: unknown } | undefined
  /** Reads the partition from this offset on. */
  seek(topic: string, partition: number, offset: number): void
  /** Writes down the group's place if that has not been done for a second. */
  commitIfDue(): Promise<void>
  leave(): Promise<void>
}

/**
 * What the log needs of a client of Kafka. The client library stays behind this: another one is another implementation.
 * Throws RecallError `log-unavailable`, and `record-too-large`.
 */
export interface LogClient {
  /** One write to one partition. Resolves only when the brokers have confirmed it for this partition, with the offset of the first record. */
  append(topic: string, partition: number, records: readonly OutgoingRecord[]): Promise<number>
  join(membership: Membership): Promise<Member>
  ends(topic: string): Promise<readonly PartitionEnds[]>
  /** The group's place in each partition of the topic; none where it has none. */
  committed(group: string, topic: string): Promise<ReadonlyMap<number, number>>
  describeTopics(names: readonly string[]): Promise<readonly FoundTopic[]>
  /** Makes those that are missing. */
  createTopics(plans: readonly TopicPlan[]): Promise<void>
  forgetGroup(group: string): Promise<void>
  close(): Promise<void>
}
