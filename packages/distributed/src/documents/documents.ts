import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { AggregateStore, Change, SaveResult, Stored } from '@recallwire/ports/aggregate-store.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Collection, Fields, Query } from '../database/collection.ts'
import type { CollectionName, Database } from '../database/database.ts'
import { integerOf, textOf } from '../database/row.ts'
import { createFillOutbox, type FillOutbox } from '../outbox/fill-outbox.ts'
import { type AppliedCauses, createAppliedCauses } from './applied-causes.ts'
import { joinPages } from './pages.ts'
import { createParts, type Parts, partRefsOf } from './parts.ts'
import { type RowBeside, saveDocument } from './save-document.ts'
import { saveMany } from './save-many.ts'
import { saveWhere } from './save-where.ts'

export type DocumentShape<Document> = {
  readonly collection: CollectionName
  /** The fields beside the document: what it is found by. One that is undefined is absent. */
  readonly fields: Readonly<Record<string, (document: Document) => unknown>>
}

/** What the functions that save share. */
export type DocumentDeps<Document> = {
  readonly rows: Collection
  readonly shape: DocumentShape<Document>
  readonly parts: Parts
  readonly causes: AppliedCauses
  readonly outbox: FillOutbox
}

export interface Documents<Document> extends AggregateStore<Document> {
  /** As `save`, of many documents; each is atomic by itself. */
  saveAll(changes: readonly Change<Document>[]): Promise<readonly SaveResult[]>
  /** As `save`, with more fields of the row: what must hold of it before, and what the same write changes. */
  saveWith(change: Change<Document>, beside: RowBeside): Promise<SaveResult>
  /** Writes `next` where the row fits, whatever its version. False where it does not. */
  saveWhere(id: string, fence: Fields, next: Document, events: readonly OutgoingEvent[]): Promise<boolean>
  find(filter: Fields, query?: Omit<Query, 'only'>): Promise<readonly Stored<Document>[]>
  first(filter: Fields): Promise<Stored<Document> | undefined>
}

/**
 * What every store of documents shares: one row per document, as a text of JSON with a version, the fields it is found by and the events
 * that wait for the log, so that a change of all of it is one write of one row. Nothing here needs a transaction.
 */
export function createDocuments<Document extends object>(
  db: Database,
  shape: DocumentShape<Document>,
): Documents<Document> {
  const rows = db.collection(shape.collection)
  const parts = createParts(db)
  const outbox = createFillOutbox(db, parts)
  const deps = { rows, shape, parts, outbox, causes: createAppliedCauses(db) }

  /** Undefined when a part has gone meanwhile: then there is a newer version. */
  const storedOf = async (found: readonly Fields[]): Promise<readonly (Stored<Document> | undefined)[]> => {
    const texts = await parts.read(found.flatMap((row) => partRefsOf(row).map(({ part }) => part)))
    return found.map((row) => {
      const pages = partRefsOf(row).map(({ field, part }) => ({ field, text: texts.get(part) }))
      const kept = pages.flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text }]))
      if (kept.length < pages.length) return undefined
      const document = joinPages<Document>({ text: textOf(row, 'document'), pages: kept })
      return { version: integerOf(row, 'version'), document }
    })
  }
  const first = async (filter: Fields): Promise<Stored<Document> | undefined> => {
    for (let round = 0; round < mostRounds; round += 1) {
      const row = await rows.first(filter, { only: readFields })
      if (row === undefined) return undefined
      const [stored] = await storedOf([row])
      if (stored !== undefined) return stored
    }
    throw new RecallError('storage-unavailable', `a document of ${rows.name} changes faster than it is read`)
  }
  const find: Documents<Document>['find'] = async (filter, query) => {
    const found = await rows.find(filter, { ...query, only: readFields })
    const stored = await storedOf(found)
    const whole = await Promise.all(
      stored.map((one, index) => one ?? first({ _id: textOf(found[index] ?? {}, '_id') })),
    )
    return whole.filter((one) => one !== undefined)
  }
  return {
    find,
    first,
    get: (id) => first({ _id: id }),
    save: (change) => saveDocument(deps, change),
    saveWith: (change, beside) => saveDocument(deps, change, beside),
    saveWhere: (id, fence, next, events) => saveWhere(deps, id, fence, next, events),
    saveAll: (changes) => saveMany(deps, changes),
  }
}

const readFields = ['version', 'document', 'parts']
/** So many new versions while one is read are a bug, not traffic. */
const mostRounds = 20
