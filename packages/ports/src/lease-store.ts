/**
 * Named leases in real time: one owner at a time does a job (the ledger writer, a match job, the sweep). A lease is a
 * courtesy that avoids double work; the fences of the stores keep it correct when a lease is overstayed.
 */
export interface LeaseStore {
  /** True when the owner holds the lease until `until`: it was free, ended before `now`, or was his. */
  take(name: string, owner: string, now: string, until: string): Promise<boolean>
  /** Names that begin with the prefix and are held by anyone at `now`. */
  held(prefix: string, now: string): Promise<readonly string[]>
  /** Gives it back early; nothing happens if it is another's. */
  release(name: string, owner: string): Promise<void>
}
