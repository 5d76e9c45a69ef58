import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'

/** A document with the version to name when it is changed. Versions start at 1 and grow by 1. */
export type Stored<Document> = { readonly version: number; readonly document: Document }

export type Change<Document> = {
  readonly id: string
  /** The version that was read; 0 says that the document does not exist yet. */
  readonly expectedVersion: number
  readonly next: Document
  /** Published to the log once the write is durable: at least once, in order per key. */
  readonly events: readonly OutgoingEvent[]
  /** What caused the change (an event id, a request id). A cause is applied to a document once. */
  readonly causeId?: string | undefined
}

export type SaveResult =
  | { readonly kind: 'saved'; readonly version: number }
  /** Someone else changed it: read again and decide again. */
  | { readonly kind: 'conflict' }
  /** This cause was applied before: nothing was written, nothing will be published again. */
  | { readonly kind: 'already-applied'; readonly version: number }

/**
 * One kind of document, changed one at a time together with its outbox: either the document and all its events are
 * durable when `save` resolves, or neither is. Across documents nothing is atomic; rules across them are
 * store-then-look. Throws RecallError (`storage-unavailable`, `storage-full`) when the engine cannot answer.
 */
export interface AggregateStore<Document> {
  get(id: string): Promise<Stored<Document> | undefined>
  save(change: Change<Document>): Promise<SaveResult>
}

/** A page of a listing; `next` continues it, and its absence ends it. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string | undefined }
