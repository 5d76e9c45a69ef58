import type { ServerResponse } from 'node:http'

/**
 * A signal for everything done on behalf of one request: aborted when the caller goes away before the answer is out, or when `limitMs`
 * have passed, and then `onLate` is called. (The framework's own signal and time limit end as soon as the request's body
 * has been read, so they would never stop the handler of a POST.)
 */
export const startTimeLimit = (
  response: ServerResponse,
  limitMs: number,
  onLate: () => void,
): AbortSignal => {
  const abort = new AbortController()
  const timer = setTimeout(() => {
    abort.abort(new DOMException(`no answer within ${limitMs} ms`, 'TimeoutError'))
    onLate()
  }, limitMs)
  response.once('finish', () => clearTimeout(timer))
  response.once('close', () => {
    clearTimeout(timer)
    if (!response.writableFinished) abort.abort()
  })
  return abort.signal
}
