/** A value that JSON can carry. `undefined` members are left out, as JSON.stringify does. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/**
 * RFC 8785 (JCS) text of a value: object members sorted by UTF-16 code units, ECMAScript number and string
 * forms, no blanks. Two values with the same meaning give the same bytes, so that they can be hashed and signed.
 *
 * Throws a TypeError naming the path for what JSON cannot carry (NaN, a lone surrogate, a function, a Date):
 * a silent `null` would give two different facts one hash.
 */
export function canonicalJson(value: unknown, path = '$'): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return canonicalString(value, path)
  if (typeof value === 'number') return canonicalNumber(value, path)
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => canonicalJson(item, `${path}[${index}]`)).join(',')}]`
  }
  if (typeof value === 'object' && isPlain(value)) return canonicalObject(value, path)
  throw new TypeError(`${path}: ${describe(value)} has no JSON form`)
}

function canonicalObject(value: object, path: string): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const text = members.map(
    ([key, member]) => `${canonicalString(key, path)}:${canonicalJson(member, `${path}.${key}`)}`,
  )
  return `{${text.join(',')}}`
}

function canonicalString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${path}: the text holds half a surrogate pair`)
  return JSON.stringify(value)
}

function canonicalNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} has no JSON form`)
  return JSON.stringify(value)
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `a ${value.constructor.name}`
  return `a value of type ${typeof value}`
}
