import { sha256Hex } from '@recallwire/canonical/derived-id.ts'
import { type Actor, serviceReader } from '@recallwire/domain/access/actor.ts'
import type { CaseRefusal, SubmitReply } from '@recallwire/domain/casework/case-command.ts'
import { decideCase } from '@recallwire/domain/casework/decide-case.ts'
import { replyIdOf } from '@recallwire/domain/ids.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { CaseworkDeps } from './casework-deps.ts'
import { commitToPerson } from './commit-to-person.ts'
import { readRecall } from './read-recall.ts'
import { saveCase } from './save-case.ts'

/** Who answered, as typed by that person or by whoever took the call. */
export type ReplyPerson = {
  readonly name: string
  readonly role: string
  readonly phone?: string | undefined
}

export type ReplySubmission = Pick<
  SubmitReply,
  'channel' | 'letterId' | 'occurredAt' | 'holdsNone' | 'units' | 'dutyIds'
> & {
  readonly caseId: string
  readonly actor: Actor
  /** Names the submission: sent twice, it is one reply. */
  readonly requestId: string
  readonly person: ReplyPerson
  /** The text that was signed, word for word; its hash binds the reply to it (21 CFR 11.70). */
  readonly statement: string
}

export type SubmittedReply = { readonly kind: 'accepted'; readonly replyId: string } | CaseRefusal

/**
 * A person's answer, from whichever channel. The name goes to the personal store first and the case then holds only the
 * reference and a commitment, SHA-256 over the salt (hex) followed by the canonical JSON of the value: a crash between the
 * two writes leaves a name without a reply, never a reply without a name.
 */
export async function submitReply(deps: CaseworkDeps, submission: ReplySubmission): Promise<SubmittedReply> {
  const { caseId, actor, requestId } = submission
  const stored = await deps.backEnd.cases.get(serviceReader('notifier'), caseId)
  if (stored === undefined) return noCase
  const on = stored.document
  const replyId = replyIdOf(caseId, requestId)
  const { newest } = await readRecall(deps.backEnd, on.recallId)
  const uncommitted = commandOf(submission, replyId, newest.content.checks)
  // A reply that is refused must leave no name behind.
  const rehearsed = decideCase(on, on, uncommitted, { actor, at: deps.clock.now() })
  if (rehearsed.kind === 'refused') return rehearsed
  const { name, role, phone } = submission.person
  const value = { name, role, ...(phone === undefined ? {} : { phone }) }
  const commitment = await commitToPerson(deps, on.organisationId, replyId, value)
  failpoint('ack.before-commit')
  const saved = await saveCase(deps, {
    ids: on,
    command: { ...uncommitted, commitment },
    actor,
    causeId: replyId,
    occurredAt: submission.occurredAt,
  })
  failpoint('ack.after-commit-before-reply')
  return saved.kind === 'refused' ? saved : { kind: 'accepted', replyId }
}

const noCase: CaseRefusal = {
  kind: 'refused',
  reason: 'no-case',
  pointer: '',
  message: 'This facility has no case in this recall.',
}

function commandOf(submission: ReplySubmission, replyId: string, checks: SubmitReply['checks']): SubmitReply {
  const { channel, letterId, occurredAt, holdsNone, units, dutyIds, statement } = submission
  return {
    kind: 'SubmitReply',
    replyId,
    channel,
    letterId,
    occurredAt,
    holdsNone,
    units,
    dutyIds,
    personalRef: replyId,
    commitment: '',
    statementHash: sha256Hex(statement),
    checks,
  }
}
