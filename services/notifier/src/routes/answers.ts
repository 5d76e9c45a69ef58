import type { CaseRefusal } from '@recallwire/domain/casework/case-command.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'

/** One answer for what is not there and for what this actor may not see: the difference would tell him that it exists. */
export const absent = (what: string): ProblemReply =>
  problem(404, `There is no such ${what}`, { kind: 'not-found' })

/** The server asks for the key before it calls the handler of an idempotent route, so its absence is a bug. */
export function keyOf(request: { readonly idempotencyKey?: string }): string {
  if (request.idempotencyKey === undefined) throw new Error('an idempotent route was reached without its key')
  return request.idempotencyKey
}

/** A field that is well formed and still not acceptable. */
export const fieldProblem = (status: 400 | 422, pointer: string, detail: string): ProblemReply =>
  problem(status, 'The body is not acceptable', { kind: 'body-invalid', errors: [{ pointer, detail }] })

/** What a case refuses, told to whoever asked. */
export function refusalProblem({ reason, pointer, message }: CaseRefusal): ProblemReply {
  switch (reason) {
    case 'no-case':
      return absent('case')
    case 'unknown-task':
      return absent('task')
    case 'unknown-letter':
      return absent('letter')
    case 'closed':
      return problem(409, 'The recall is closed', { kind: 'case-closed', detail: message })
    case 'not-stuck':
      return problem(409, 'Nothing is to be done about this letter', { kind: reason, detail: message })
    case 'same-person':
      return problem(409, 'A second person has to confirm it', { kind: reason, detail: message })
    case 'taken':
      return problem(409, 'It is another one’s', { kind: 'task-taken', detail: message })
    case 'too-early':
      return problem(429, 'Too soon', { kind: 'too-early', detail: message })
    case 'unknown-unit':
    case 'unknown-duty':
    case 'unknown-contact':
    case 'contradiction':
    case 'quantity':
      return fieldProblem(422, pointer, message)
    default:
      return reason satisfies never
  }
}
