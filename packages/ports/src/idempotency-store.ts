export type IdempotencyBegin =
  | { readonly kind: 'started' }
  | { readonly kind: 'running' }
  | { readonly kind: 'mismatch' }
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly body: string
    }

/** First answers by Idempotency-Key, kept as long as the recall they belong to. Written by ingestion and the notifier. */
export interface IdempotencyStore {
  /**
   * Reserves the key. `running` while another request with it is under way and began less than `staleAfterMs` ago;
   * after that the reservation may be taken over (the first one crashed). `mismatch` when the body differs.
   */
  begin(request: {
    readonly organisationKey: string
    readonly key: string
    readonly bodyHash: string
    readonly at: string
    readonly staleAfterMs: number
  }): Promise<IdempotencyBegin>
  finish(answer: {
    readonly organisationKey: string
    readonly key: string
    readonly status: number
    readonly contentType: string
    readonly body: string
  }): Promise<void>
  /** Frees the key after a failure that may be tried again. */
  abandon(request: { readonly organisationKey: string; readonly key: string }): Promise<void>
}
