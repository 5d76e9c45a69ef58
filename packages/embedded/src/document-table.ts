import type { SQLInputValue } from 'node:sqlite'
import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { AggregateStore, Change, SaveResult, Stored } from '@recallwire/ports/aggregate-store.ts'
import type { Database, Reads, Writes } from './database.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { integerOf, jsonOf, type Row } from './row.ts'

export type DocumentShape<Document> = {
  readonly table: string
  /** The columns beside the document: what it is found by. */
  readonly columns: Readonly<Record<string, (document: Document) => SQLInputValue>>
  /** Writes what else the document is found by, in the same transaction; `before` reads what is about to be replaced. */
  readonly alongside?: (tx: Writes, id: string, next: Document, before: () => Document | undefined) => void
}

export interface DocumentTable<Document> extends AggregateStore<Document> {
  /** As `save`, of many documents in one transaction. */
  saveAll(changes: readonly Change<Document>[]): Promise<readonly SaveResult[]>
  /** Documents by what follows FROM: `WHERE … ORDER BY … LIMIT …`. */
  find(tail: string, ...values: readonly SQLInputValue[]): readonly Stored<Document>[]
  /** Inside a write: the document as it is now. */
  read(from: Reads, id: string): Stored<Document> | undefined
  /** Inside a write: stores a version with its outbox. The caller has compared versions. */
  put(tx: Writes, id: string, stored: Stored<Document>, events: readonly OutgoingEvent[]): void
}

/** The part that every store of documents shares: one table, one aggregate per write, its outbox included. */
export function createDocumentTable<Document>(
  db: Database,
  putInOutbox: PutInOutbox,
  shape: DocumentShape<Document>,
): DocumentTable<Document> {
  const { table, alongside } = shape
  const columns = Object.values(shape.columns)
  const sql = statementsOf(table, Object.keys(shape.columns))

  const read = (from: Reads, id: string): Stored<Document> | undefined => {
    const row = from.get(sql.read, id)
    return row && storedOf(row)
  }
  const valuesOf = (id: string, { version, document }: Stored<Document>) => [
    id,
    version,
    JSON.stringify(document),
    ...columns.map((column) => column(document)),
  ]
  const put: DocumentTable<Document>['put'] = (tx, id, stored, events) => {
    alongside?.(tx, id, stored.document, () => read(tx, id)?.document)
    tx.run(sql.upsert, ...valuesOf(id, stored))
    putInOutbox(tx, events)
  }
  /** One look less where nothing may be there yet: most of what a facility reports first. */
  const saveNew = (tx: Writes, { id, next, events }: Change<Document>): SaveResult => {
    if (tx.run(sql.insert, ...valuesOf(id, { version: 1, document: next })) === 0) return { kind: 'conflict' }
    alongside?.(tx, id, next, () => undefined)
    putInOutbox(tx, events)
    return { kind: 'saved', version: 1 }
  }
  const saveIn = (tx: Writes, change: Change<Document>): SaveResult => {
    if (change.expectedVersion === 0 && change.causeId === undefined) return saveNew(tx, change)
    const row = tx.get(sql.version, change.id)
    const before = row === undefined ? 0 : integerOf(row, 'version')
    const refusal = refusalOf(tx, table, before, change)
    if (refusal) return refusal
    const version = before + 1
    put(tx, change.id, { version, document: change.next }, change.events)
    return { kind: 'saved', version }
  }
  return {
    read,
    put,
    get: async (id) => read(db, id),
    find: (tail, ...values) =>
      db.all(`${sql.select} ${tail}`, ...values).map((row) => storedOf<Document>(row)),
    save: (change) => db.write((tx) => saveIn(tx, change)),
    saveAll: async (changes) =>
      changes.length === 0 ? [] : db.write((tx) => changes.map((change) => saveIn(tx, change))),
  }
}

/** A cause that was applied wins over a version that moved: whoever repeats a request is told that it is done. */
function refusalOf(
  tx: Writes,
  kind: string,
  version: number,
  { id, expectedVersion, causeId }: Change<unknown>,
): SaveResult | undefined {
  if (causeId !== undefined && isApplied(tx, kind, id, causeId)) return { kind: 'already-applied', version }
  if (version !== expectedVersion) return { kind: 'conflict' }
  if (causeId !== undefined) {
    tx.run('INSERT INTO applied_causes (kind, id, cause_id) VALUES (?, ?, ?)', kind, id, causeId)
  }
  return undefined
}

const isApplied = (tx: Reads, kind: string, id: string, causeId: string): boolean =>
  tx.get('SELECT 1 FROM applied_causes WHERE kind = ? AND id = ? AND cause_id = ?', kind, id, causeId) !==
  undefined

const storedOf = <Document>(row: Row): Stored<Document> => ({
  version: integerOf(row, 'version'),
  document: jsonOf<Document>(row, 'document'),
})

/** Made once: what is run by the ten thousand is found by the same text. */
function statementsOf(table: string, columns: readonly string[]) {
  const names = ['id', 'version', 'document', ...columns]
  const updates = names.slice(1).map((name) => `${name} = excluded.${name}`)
  const select = `SELECT version, document FROM ${table}`
  const insert = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
    ON CONFLICT (id) DO`
  return {
    select,
    read: `${select} WHERE id = ?`,
    version: `SELECT version FROM ${table} WHERE id = ?`,
    insert: `${insert} NOTHING`,
    upsert: `${insert} UPDATE SET ${updates.join(', ')}`,
  }
}
