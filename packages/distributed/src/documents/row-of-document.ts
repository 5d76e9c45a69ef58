import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Fields } from '../database/collection.ts'
import { changeOfOutbox, type Filled, rowOfOutbox } from '../outbox/fill-outbox.ts'
import type { DocumentShape } from './documents.ts'
import type { PartRef } from './parts.ts'

/** A version of a document as it is about to be written. */
export type Written = {
  readonly version: number
  readonly mark: string
  readonly text: string
  readonly refs: readonly PartRef[]
  readonly filled: Filled
  readonly causeId?: string | undefined
  /** Fields of the row beside those of its shape. */
  readonly set: Fields
}

/** MongoDB takes 16 MiB; what is not in lists of the document has to fit with the events that wait. */
const longestText = 6 * 1024 * 1024

export function newRow<Document>(
  shape: DocumentShape<Document>,
  id: string,
  next: Document,
  written: Written,
): Fields {
  const { version, mark, text, refs, filled, causeId, set } = written
  refuseTooLong(id, text)
  return {
    _id: id,
    version,
    write: mark,
    document: text,
    ...fieldsOf(shape, next).present,
    ...(refs.length === 0 ? {} : { parts: refs }),
    ...(causeId === undefined ? {} : { causes: [causeId] }),
    ...rowOfOutbox(filled),
    ...set,
  }
}

/** The same as a change of the row that is there. Without a version it becomes the next one. */
export function rowChange<Document>(
  shape: DocumentShape<Document>,
  id: string,
  next: Document,
  written: Omit<Written, 'version'> & { readonly version?: number },
): Fields {
  const { version, mark, text, refs, filled, causeId, set } = written
  refuseTooLong(id, text)
  const { present, absent } = fieldsOf(shape, next)
  const outbox = changeOfOutbox(filled)
  const gone = refs.length === 0 ? [...absent, 'parts'] : absent
  const counted = { ...outbox.$inc, ...(version === undefined ? { version: 1 } : {}) }
  const pushed = { ...outbox.$push, ...(causeId === undefined ? {} : { causes: causeId }) }
  return {
    $set: {
      ...(version === undefined ? {} : { version }),
      write: mark,
      document: text,
      ...present,
      ...(refs.length === 0 ? {} : { parts: refs }),
      ...set,
    },
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((field) => [field, 1])) }),
    ...(Object.keys(pushed).length === 0 ? {} : { $push: pushed }),
    ...(outbox.$min === undefined ? {} : { $min: outbox.$min }),
    ...(Object.keys(counted).length === 0 ? {} : { $inc: counted }),
  }
}

function fieldsOf<Document>(shape: DocumentShape<Document>, document: Document) {
  const all = Object.entries(shape.fields).map(([field, read]) => [field, read(document)] as const)
  return {
    present: Object.fromEntries(all.filter(([, value]) => value !== undefined)),
    absent: all.filter(([, value]) => value === undefined).map(([field]) => field),
  }
}

function refuseTooLong(id: string, text: string): void {
  if (text.length * 3 > longestText && Buffer.byteLength(text) > longestText)
    throw new RecallError(
      'record-too-large',
      `the document ${id} is too long to be kept, apart from its lists`,
    )
}
