/** Whose key it is; one organisation cannot meet another's keys. */
type RecordId = { readonly organisationKey: string; readonly key: string }

type StoredAnswer = {
  readonly status: number
  readonly body: string
  readonly contentType: string
  /** SHA-256 (hex) of a streamed body, known only once it was read. */
  readonly streamHash?: string
}

export type IdempotencyBegun =
  | { readonly kind: 'started' }
  | { readonly kind: 'running' }
  | { readonly kind: 'mismatch' }
  | ({ readonly kind: 'answered' } & StoredAnswer)

/**
 * First answers by Idempotency-Key, so that a retry after a lost answer gets the same one. Kept as long as the recall
 * they belong to. It is what the HTTP server asks for (`runtime/idempotency-store.ts`), said here as a port so that
 * every back end is held to it.
 */
export interface IdempotencyStore {
  /**
   * Claims the key, atomically. `mismatch` whenever the key was used with another `bodyHash`, whatever its state;
   * `running` while its holder began less than `staleAfterMs` before `at`, after which it is taken over (the holder
   * crashed). `at` is the fence of the claim.
   */
  begin(
    input: RecordId & { readonly bodyHash: string; readonly at: string; readonly staleAfterMs: number },
  ): Promise<IdempotencyBegun>
  /** Stores the answer; changes nothing when the record was taken over since (its `at` is another). */
  finish(input: RecordId & StoredAnswer & { readonly at: string }): Promise<void>
  /** Gives the key back after a fault, so that a retry runs at once; same fence. */
  abandon(input: RecordId & { readonly at: string }): Promise<void>
}
