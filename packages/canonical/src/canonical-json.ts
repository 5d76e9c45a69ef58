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
export function canonicalJson(value: unknown): string {
  const text = textOf(value)
  if (text === undefined) throw new TypeError(faultOf(value, '$') ?? '$: has no JSON form')
  return text
}

/** The text, or undefined where something in the value has none: its path is looked for only then, since it costs more. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return textOfString(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined
  if (Array.isArray(value)) return textOfArray(value)
  return typeof value === 'object' && isPlain(value) ? textOfObject(value) : undefined
}

/** What JSON writes as it is: most texts, and each of them twice as quickly. */
const plainText = /^[ !#-[\]-~]*$/

function textOfString(value: string): string | undefined {
  if (plainText.test(value)) return `"${value}"`
  return value.isWellFormed() ? JSON.stringify(value) : undefined
}

function textOfArray(items: readonly unknown[]): string | undefined {
  let text = ''
  for (const item of items) {
    const written = textOf(item)
    if (written === undefined) return undefined
    text += text === '' ? written : `,${written}`
  }
  return `[${text}]`
}

function textOfObject(value: object): string | undefined {
  // Without a comparison of its own, sort compares UTF-16 code units, which is the order of RFC 8785.
  const keys = Object.keys(value).sort()
  const flat = keys.length < fewMembers ? undefined : textOfFlat(value, keys)
  if (flat !== undefined) return flat
  let text = ''
  for (const key of keys) {
    const member: unknown = Reflect.get(value, key)
    if (member === undefined) continue
    const [name, written] = [textOfString(key), textOf(member)]
    if (name === undefined || written === undefined) return undefined
    text += text === '' ? `${name}:${written}` : `,${name}:${written}`
  }
  return `{${text}}`
}

/** From so many members on it is cheaper to let JSON.stringify write a copy whose members stand in order. */
const fewMembers = 4

/**
 * The text of an object that holds texts and whole numbers alone, such as a million rows of an inventory; undefined for any
 * other. JSON.stringify writes digits before names, and a member __proto__ would not be one of the copy: those are left too.
 */
function textOfFlat(value: object, keys: readonly string[]): string | undefined {
  const copy: Record<string, string | number> = {}
  for (const key of keys) {
    const member: unknown = Reflect.get(value, key)
    if (member === undefined) continue
    if (!isPlainName(key)) return undefined
    if (typeof member === 'string' && member.isWellFormed()) copy[key] = member
    else if (typeof member === 'number' && Number.isSafeInteger(member)) copy[key] = member
    else return undefined
  }
  return JSON.stringify(copy)
}

/** Few names stand in millions of objects. */
const plainNames = new Set<string>()
const mostNames = 1_000

function isPlainName(name: string): boolean {
  if (plainNames.has(name)) return true
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return false
  if (plainNames.size < mostNames) plainNames.add(name)
  return true
}

function faultOf(value: unknown, path: string): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'string')
    return value.isWellFormed() ? undefined : `${path}: the text holds half a surrogate pair`
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `${path}: ${value} has no JSON form`
  if (Array.isArray(value)) return firstFault([...value.entries()], (index) => `${path}[${index}]`)
  if (typeof value !== 'object' || !isPlain(value)) return `${path}: ${describe(value)} has no JSON form`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return (
    firstFault(
      members.map(([key]) => [key, key]),
      () => path,
    ) ?? firstFault(members, (key) => `${path}.${key}`)
  )
}

function firstFault<Key>(
  members: readonly (readonly [Key, unknown])[],
  pathOf: (key: Key) => string,
): string | undefined {
  for (const [key, member] of members) {
    const fault = faultOf(member, pathOf(key))
    if (fault !== undefined) return fault
  }
  return undefined
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return `a ${value.constructor.name}`
  return `a value of type ${typeof value}`
}
