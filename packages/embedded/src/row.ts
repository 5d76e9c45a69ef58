import type { SQLOutputValue } from 'node:sqlite'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** A column of text. Throws when the row does not hold one: the statement and the schema disagree, which is a bug. */
export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw wrongType(column, 'text')
  return value
}

/** A column of text that may be NULL. */
export const optionalTextOf = (row: Row, column: string): string | undefined =>
  row[column] === null ? undefined : textOf(row, column)

/** Rows that were read as arrays, whose columns are all texts. Throws like `textOf`. */
export function textsOf(rows: readonly unknown[]): readonly (readonly string[])[] {
  if (!rows.every(isTexts)) throw new Error('a row does not hold texts alone')
  return rows
}

const isTexts = (row: unknown): row is readonly string[] =>
  Array.isArray(row) && row.every((value) => typeof value === 'string')

export function integerOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw wrongType(column, 'an integer')
  return value
}

/** The one row of a count and the oldest, which is NULL where there are none. */
export function waitingOf(row: Row = {}): { readonly count: number; readonly oldestAt?: string } {
  const oldestAt = optionalTextOf(row, 'oldest_at')
  return { count: integerOf(row, 'count'), ...(oldestAt === undefined ? {} : { oldestAt }) }
}

export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw wrongType(column, 'bytes')
  return value
}

/** A column of JSON that this room wrote itself, and therefore trusts. */
export function jsonOf<Value>(row: Row, column: string): Value {
  const value: Value = JSON.parse(textOf(row, column))
  return value
}

const wrongType = (column: string, wanted: string) =>
  new Error(`the column ${column} does not hold ${wanted}`)
