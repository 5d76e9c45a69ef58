export type Fields = Readonly<Record<string, unknown>>

export type Query = {
  readonly sort?: Readonly<Record<string, 1 | -1>>
  readonly limit?: number
  /** Of each row these fields alone, and `_id`. */
  readonly only?: readonly string[]
}

/** One row, by itself, in a batch that is not atomic as a whole. */
export type Write =
  | { readonly kind: 'insert'; readonly row: Fields }
  | { readonly kind: 'update'; readonly filter: Fields; readonly change: Fields }
  | { readonly kind: 'upsert'; readonly filter: Fields; readonly change: Fields }
  | { readonly kind: 'remove'; readonly filter: Fields }

/**
 * What stores ask of a collection of MongoDB. Writes resolve once a majority keeps them in its journal, reads see what a majority keeps.
 * Every fault of the engine is thrown as a RecallError; after `storage-unavailable` a write may have been done or not, or may be
 * done later, so that each is made to be told apart by whoever repeats it.
 */
export interface Collection {
  readonly name: string
  find(filter: Fields, query?: Query): Promise<readonly Fields[]>
  first(filter: Fields, query?: Omit<Query, 'limit'>): Promise<Fields | undefined>
  /** One row as it is at some moment after the call, whatever server thinks that it is the primary. */
  look(id: string): Promise<Fields | undefined>
  count(filter: Fields): Promise<number>
  /** The rows of an aggregation. */
  gather(pipeline: readonly Fields[]): Promise<readonly Fields[]>
  /** False when a row of its identity is there already. */
  insert(row: Fields): Promise<boolean>
  /** Whether a row fitted the filter and was changed. */
  update(filter: Fields, change: Fields): Promise<boolean>
  /** As `update`, and answers fields of the row as it was before; undefined where none fitted. */
  exchange(filter: Fields, change: Fields, only: readonly string[]): Promise<Fields | undefined>
  /** As `update`, where no row has the identity makes one. False when a row has it and does not fit. */
  upsert(filter: Fields, change: Fields): Promise<boolean>
  /** Answers how many were done. Those whose identity is there already, or that fitted no row, were not. */
  writeAll(writes: readonly Write[]): Promise<number>
  /** Answers how many rows went. */
  remove(filter: Fields): Promise<number>
}
