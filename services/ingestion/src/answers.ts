import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'

/** One answer for what is not there and for what this actor may not see: the difference would tell him that it exists. */
export const absent = (what: string): ProblemReply =>
  problem(404, `There is no such ${what}`, { kind: 'not-found' })

/** The server asks for the key before it calls the handler of an idempotent route, so its absence is a bug. */
export function keyOf(request: { readonly idempotencyKey?: string }): string {
  if (request.idempotencyKey === undefined) throw new Error('an idempotent route was reached without its key')
  return request.idempotencyKey
}

/** For the requests that answer with a secret and so remember their key themselves. */
export const usedKey = problem(422, 'This key was used with another request', {
  kind: 'idempotency-key-reused',
  detail: 'Nothing was changed. Use a new Idempotency-Key for a new request.',
})
