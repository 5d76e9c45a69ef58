const hidden = '[redacted]'
const secretNames = new Set([
  'authorization',
  'cookie',
  'setcookie',
  'token',
  'code',
  'secret',
  'password',
  'apikey',
  'csrf',
])
const deepestField = 6

/** Hides the token of a mailed link and secrets in a query string: `/r/[redacted]?lang=en`. */
export const redactUrl = (text: string): string =>
  text
    .replaceAll(/\/([rv])\/(?!:)[^/?#\s"'<>]+/g, `/$1/${hidden}`)
    .replaceAll(/([?&](?:token|code|key|secret|password)=)[^&#\s"'<>]*/gi, `$1${hidden}`)

/** As redactUrl, and for keys and signed tokens standing in prose. */
export const redactText = (text: string): string =>
  redactUrl(text).replaceAll(/\b(rw_|rwt1\.)[A-Za-z0-9._-]+/g, `$1${hidden}`)

/** Log fields without credentials: by name at any depth, and by shape inside texts. Errors become plain data. */
export const redactFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redactNamed(name, value, 0)]))

const redactNamed = (name: string, value: unknown, depth: number): unknown =>
  secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, '')) && value !== undefined
    ? hidden
    : redactValue(value, depth)

const redactValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepestField) return '[deeper]'
  if (value instanceof Error) return describeError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, redactNamed(name, item, depth + 1)]),
  )
}

/** An error's `code` is its name, not a secret, so errors are described field by field. */
const describeError = (error: Error, depth: number): Record<string, unknown> => ({
  type: error.name,
  message: redactText(error.message),
  ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
  ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
  ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
  ...(error instanceof AggregateError ? { errors: redactValue(error.errors, depth + 1) } : {}),
})
