/** Who asked for what under which key; one organisation cannot meet another's keys. */
export type IdempotencyRecordId = {
  /** From `organisationKeyOf(actor)`. */
  readonly organisationKey: string
  /** The caller's `Idempotency-Key`: 1 to 255 printable ASCII characters. */
  readonly key: string
}

/** A stored answer, replayed as it was. */
export type StoredAnswer = {
  readonly status: number
  readonly body: string
  readonly contentType: string
  /** SHA-256 (hex) of a streamed body, known only once it was read; see `begin`. */
  readonly streamHash?: string
}

export type IdempotencyBegun =
  /** The caller may go on: the record is new, or its last holder began longer than `staleAfterMs` before `at`. */
  | { readonly kind: 'started' }
  | { readonly kind: 'running' }
  /** The key was used with another `bodyHash`. Checked before everything else, whatever the state of the record. */
  | { readonly kind: 'mismatch' }
  | ({ readonly kind: 'answered' } & StoredAnswer)

/**
 * Remembers the answers to API writes, so that a retry after a lost answer gets the first one (same status, same bytes).
 * Implemented by the service that owns the records.
 */
export interface IdempotencyStore {
  /**
   * Claims the key, atomically. `bodyHash` is the SHA-256 (hex) over method, path, query and body bytes; for a streamed body,
   * over method, path and query alone, because the body has not been read yet: then the server compares `streamHash` on replay.
   * `at` is the UTC instant of the claim and its fence: a retaken record carries the newer `at`.
   * Throws RecallError `storage-unavailable`.
   */
  begin(
    input: IdempotencyRecordId & {
      readonly bodyHash: string
      readonly at: string
      readonly staleAfterMs: number
    },
  ): Promise<IdempotencyBegun>
  /** Stores the answer. Changes nothing when the record was retaken (its `at` is no longer this one). */
  finish(input: IdempotencyRecordId & StoredAnswer & { readonly at: string }): Promise<void>
  /** Gives the key back after a fault, so that a retry runs at once. Changes nothing when the record was retaken. */
  abandon(input: IdempotencyRecordId & { readonly at: string }): Promise<void>
}
