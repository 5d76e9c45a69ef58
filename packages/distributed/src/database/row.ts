import type { Fields } from './collection.ts'

/** A field of text. Throws when the row does not hold one: whoever wrote it and whoever reads it disagree, which is a bug. */
export function textOf(row: Fields, field: string): string {
  const value = row[field]
  if (typeof value !== 'string') throw wrongType(row, field, 'text')
  return value
}

export const optionalTextOf = (row: Fields, field: string): string | undefined =>
  row[field] === undefined || row[field] === null ? undefined : textOf(row, field)

export function integerOf(row: Fields, field: string): number {
  const value = row[field]
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(row, field, 'an integer')
  return value
}

export const optionalIntegerOf = (row: Fields, field: string): number | undefined =>
  row[field] === undefined || row[field] === null ? undefined : integerOf(row, field)

export function bytesOf(row: Fields, field: string): Uint8Array {
  const value = row[field]
  if (!(value instanceof Uint8Array)) throw wrongType(row, field, 'bytes')
  return value
}

/** A list of texts; empty where the field is absent. */
export function textsOf(row: Fields, field: string): readonly string[] {
  const value = row[field] ?? []
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw wrongType(row, field, 'texts')
  return value
}

/** A list of rows inside the row; empty where the field is absent. */
export function rowsOf(row: Fields, field: string): readonly Fields[] {
  const value = row[field] ?? []
  if (!Array.isArray(value) || !value.every(isRow)) throw wrongType(row, field, 'rows')
  return value
}

/** A text of JSON that this room wrote itself, and therefore trusts. */
export function jsonOf<Value>(row: Fields, field: string): Value {
  const value: Value = JSON.parse(textOf(row, field))
  return value
}

const isRow = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const wrongType = (row: Fields, field: string, wanted: string) =>
  new Error(`the field ${field} of ${String(row._id)} does not hold ${wanted}`)
