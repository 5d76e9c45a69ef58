import type { DeviceColumn } from '@recallwire/domain/device/inventory-mapping.ts'

/** One thing wrong with a row: the field as `deviceInputSchema` calls it ('' for the whole row), and what to do. */
export type RowProblem = { readonly field: string; readonly reason: string }

/** A row as its file gave it, before anyone judged it. */
export type DeviceRow = {
  readonly kind: 'row'
  /** Line of the file, or place in the array, from 1. */
  readonly row: number
  /** JSON pointer to the row in what was sent: its index for arrays, its line for files. */
  readonly pointer: string
  /** Undefined when the row could not even be read; then `problems` says why. */
  readonly value: unknown
  readonly problems: readonly RowProblem[]
  /** What the reader changed or left open; the row counts if nothing else is wrong with it. */
  readonly warnings?: readonly RowProblem[]
  /** Given: the sender himself says that this row is not to count. It is remarked on, neither accepted nor refused. */
  readonly skipped?: string
  /** What the sender calls our fields, where that differs: the header of a CSV file. */
  readonly names?: ReadonlyMap<string, string>
  /** The names are pointers into the row, as into a FHIR resource, and not words of a header. */
  readonly namesArePointers?: true
}

/** The body as a whole cannot be read, or not to its end. Nothing of it is kept, whatever was asked for. */
export type UnreadableBody = {
  readonly kind: 'unreadable'
  readonly status: 400 | 413
  readonly title: string
  readonly detail: string
  /** The columns of a header that nobody said anything of, with the field each may be. */
  readonly columns?: readonly UnknownColumn[]
}

export type UnknownColumn = { readonly heading: string; readonly field?: DeviceColumn | undefined }

export const unreadable = (title: string, detail: string, status: 400 | 413 = 400): UnreadableBody => ({
  kind: 'unreadable',
  status,
  title,
  detail,
})

/** Rows in the order sent; an unreadable body ends them. */
export type DeviceRows = AsyncIterable<DeviceRow | UnreadableBody>
