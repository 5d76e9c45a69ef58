const unreached = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Whether no connection came about, so that nothing of the request can have arrived anywhere. */
export function isUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError) return error.errors.every(isUnreached)
  if ('code' in error && typeof error.code === 'string' && unreached.has(error.code)) return true
  return isUnreached(error.cause)
}
