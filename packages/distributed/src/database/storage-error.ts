import { type ErrorCode, findRecallError, RecallError } from '@recallwire/runtime/recall-error.ts'

/** Errors of the server (https://www.mongodb.com/docs/manual/reference/error-codes) that name a fault of the machines or the account. */
const faultsByCode: ReadonlyMap<number, ErrorCode> = new Map([
  ...codes('upstream-refused', 13, 18, 8000),
  ...codes('storage-full', 14031),
  ...codes('record-too-large', 10334, 17419, 17420),
  // Not reached, not the primary, going down, no majority in time.
  ...codes('storage-unavailable', 6, 7, 50, 64, 79, 89, 91, 100, 112, 134, 189, 202, 262, 9001),
  ...codes('storage-unavailable', 10058, 10107, 11600, 11602, 13388, 13435, 13436),
])

/** What the driver itself says when it reaches nobody, or no longer. */
const unreached =
  /^Mongo(Network\w*|ServerSelection|PoolCleared\w*|ConnectionPool\w*|NotConnected|Topology\w*|WaitQueueTimeout|ServerClosed|ClientClosed|OperationTimeout|CursorExhausted|ExpiredSession|WriteConcern)(Error|Event)?$/

const unclear = 'MongoDB did not answer, or not for sure. Try again.'
const messages: Partial<Readonly<Record<ErrorCode, string>>> = {
  'storage-unavailable': unclear,
  'storage-full': 'No space is left for MongoDB: free some and try again.',
  'record-too-large': 'A document is larger than MongoDB takes.',
  'upstream-refused':
    'MongoDB refused this account: check RECALLWIRE_MONGODB_USER, its password and its rights.',
}

/** A fault of the engine as a RecallError; anything else (a bug, such as a bad filter) as it came. */
export function storageError(error: unknown): unknown {
  if (findRecallError(error) !== undefined) return error
  const code = faultOf(error)
  return code === undefined
    ? error
    : new RecallError(code, messages[code] ?? 'MongoDB failed.', { cause: error })
}

/** What became of it is not known. */
export const unanswered = (cause: unknown): RecallError =>
  new RecallError('storage-unavailable', unclear, { cause })

export const isUnclear = (error: unknown): boolean => findRecallError(error)?.code === 'storage-unavailable'

export const isDuplicateKey = (error: unknown): boolean => memberOf(error, 'code') === 11_000

function faultOf(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error)) return undefined
  const code = memberOf(error, 'code')
  const known = typeof code === 'number' ? faultsByCode.get(code) : undefined
  if (known !== undefined) return known
  if (unreached.test(error.name) || isRetryable(error)) return 'storage-unavailable'
  return undefined
}

function isRetryable(error: Error): boolean {
  const labels = memberOf(error, 'errorLabels')
  return Array.isArray(labels) && labels.some((label) => /^Retryable(Read|Write)Error$/.test(String(label)))
}

const memberOf = (error: unknown, member: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, member) : undefined

function codes(code: ErrorCode, ...numbers: readonly number[]): readonly (readonly [number, ErrorCode])[] {
  return numbers.map((number) => [number, code] as const)
}
