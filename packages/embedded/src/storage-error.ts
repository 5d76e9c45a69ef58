import { type ErrorCode, RecallError } from '@recallwire/runtime/recall-error.ts'

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that name a fault of the machine, not of this program. */
const faults: ReadonlyMap<number, { readonly code: ErrorCode; readonly message: string }> = new Map([
  [5, { code: 'storage-unavailable', message: 'The data file is busy with another process. Try again.' }],
  [6, { code: 'storage-unavailable', message: 'The data file is busy with another write. Try again.' }],
  [8, { code: 'storage-unavailable', message: 'The data file cannot be written: make it writable again.' }],
  [10, { code: 'storage-unavailable', message: 'The disk failed a read or a write: check the disk.' }],
  [11, { code: 'storage-damaged', message: 'The data file is damaged: restore it from a backup.' }],
  [13, { code: 'storage-full', message: 'No space is left for the data file: free some and try again.' }],
  [14, { code: 'storage-unavailable', message: 'The data file cannot be opened: check the data folder.' }],
  [18, { code: 'record-too-large', message: 'A value is larger than the data file can hold.' }],
  [26, { code: 'storage-damaged', message: 'The data file is not one of Recallwire: name another file.' }],
])

/** A fault of the machine as a RecallError; anything else (a bug, such as bad SQL) as it came. */
export function storageError(error: unknown): unknown {
  const fault = faults.get(primaryCodeOf(error))
  return fault ? new RecallError(fault.code, fault.message, { cause: error }) : error
}

function primaryCodeOf(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined
  return typeof code === 'number' ? code & 0xff : -1
}
