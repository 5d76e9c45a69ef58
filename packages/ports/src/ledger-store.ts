/** One stored line of the ledger with the body it commits to. */
export type LedgerRow = {
  readonly seq: number
  readonly eventId: string
  readonly recallId?: string | undefined
  readonly recallSeq?: number | undefined
  readonly line: string
  readonly leafHash: string
  readonly body: string
}

export type LedgerCheckpoint = {
  readonly size: number
  readonly note: string
  readonly summary: string
  readonly at: string
}

/** The writer's state: what the next entry continues. Opaque to the store. */
export type LedgerHead = { readonly size: number; readonly state: string }

export type LedgerRecallHead = {
  readonly recallId: string
  readonly recallSeq: number
  readonly leafHash: string
}

/**
 * The one append-only log of the installation. Rows are never changed or removed. Written by the auditor, whose writer
 * holds a fenced lease; the fence here makes a frozen writer's late append a no-op.
 */
export interface LedgerStore {
  head(): Promise<LedgerHead | undefined>
  /** The newest row of a recall, whose seq and hash the next one of it continues. */
  recallHead(recallId: string): Promise<LedgerRow | undefined>
  has(eventId: string): Promise<boolean>
  /**
   * Appends rows and the new head in one write, if the log still has `expectedSize` rows; false otherwise. A row whose
   * seq or eventId is there already is never written twice.
   */
  append(expectedSize: number, rows: readonly LedgerRow[], head: LedgerHead): Promise<boolean>
  /** Rows by seq from `from`, at most `limit`. */
  rows(from: number, limit: number): Promise<readonly LedgerRow[]>
  /** Rows of a recall by recallSeq from `from`, at most `limit`. */
  ofRecall(recallId: string, from: number, limit: number): Promise<readonly LedgerRow[]>
  /** The newest entry of every recall, by recallId. */
  recallHeads(): Promise<readonly LedgerRecallHead[]>
  /** Leaf hashes in order, for proofs. */
  leafHashes(from: number, limit: number): Promise<readonly string[]>
  saveCheckpoint(checkpoint: LedgerCheckpoint): Promise<void>
  checkpoints(): Promise<readonly LedgerCheckpoint[]>
}
