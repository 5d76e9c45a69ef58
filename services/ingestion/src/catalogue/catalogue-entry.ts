import type { UnreadableBody } from '../devices/device-row.ts'

/** One device of a catalogue file, before anyone judged it. */
export type CatalogueEntry =
  | { readonly kind: 'entry'; readonly line: number; readonly value: unknown }
  /** A line that cannot be read: the ones after it can. */
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string }

/** Entries in the file's order; an unreadable body ends them. */
export type CatalogueEntries = AsyncIterable<CatalogueEntry | UnreadableBody>
