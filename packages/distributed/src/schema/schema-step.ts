import type { CollectionName } from '../database/database.ts'

export type Index = {
  readonly keys: Readonly<Record<string, 1 | -1>>
  readonly unique?: true
  /** Rows that have none of the keys are left out. */
  readonly sparse?: true
}

/** What one release adds to the database. Running it again changes nothing. */
export type SchemaStep = {
  readonly indexes: Readonly<Partial<Record<CollectionName, readonly Index[]>>>
}
