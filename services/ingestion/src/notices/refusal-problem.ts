import type { NoticeRefusal } from '@recallwire/domain/notice/decide-notice.ts'
import { type ProblemReply, problem } from '@recallwire/runtime/problem.ts'

const answers: Readonly<
  Record<NoticeRefusal['reason'], { readonly status: number; readonly title: string }>
> = {
  'already-exists': { status: 409, title: 'The recall is published already' },
  closed: { status: 409, title: 'The recall is closed' },
  'nothing-to-approve': { status: 409, title: 'Nothing waits for approval' },
  'same-person': { status: 403, title: 'A second person must approve' },
  'not-published': { status: 409, title: 'The notice was never published' },
  stale: { status: 409, title: 'Someone changed the notice in the meantime' },
  'nothing-changed': { status: 422, title: 'The revision changes nothing' },
}

/** A refusal as the API answers it; its type ends in the reason. */
export function refusalProblem({ reason, message }: NoticeRefusal): ProblemReply {
  const { status, title } = answers[reason]
  return problem(status, title, { kind: reason, detail: message })
}
