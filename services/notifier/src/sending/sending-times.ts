/** How long one sender may be busy with a letter, and how long others wait for it; all in milliseconds. */
export type SendingTimes = {
  /** Who holds a letter, and when another may take it over. */
  readonly leaseMs: number
  /** The longest one call to the mail service may take. */
  readonly callMs: number
  /** How long an adapter has to answer once its time is up, before its answer is no longer waited for. */
  readonly graceMs: number
  /** So long a sender counts among those that share the rate after it last said so. */
  readonly presenceMs: number
  /** Every sender looks for others within this, so that one that has waited as long is counted by all of them. */
  readonly seenByAllMs: number
  /** How often a sender says that it is there. */
  readonly shareMs: number
  /** So long before it may leave a letter is made ready to: what that takes would else be lost of every second. */
  readonly leadMs: number
}

/** A call takes less than half of the lease, so that whoever is late notices before he calls. */
export const sendingTimes = (leaseMs: number): SendingTimes => ({
  leaseMs,
  callMs: Math.min(10_000, leaseMs / 3),
  graceMs: Math.min(1_000, leaseMs / 30),
  presenceMs: leaseMs / 3,
  seenByAllMs: leaseMs / 5,
  shareMs: leaseMs / 12,
  leadMs: Math.min(50, leaseMs / 100),
})
