import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { ProblemReply } from '@recallwire/runtime/problem.ts'
import { fieldProblem } from './answers.ts'

/** A facility answers for itself; the firm enters what it was told. Whoever merely forwarded answers for nobody. */
export function channelOf(on: Case, actor: Actor): 'console' | 'phone' | undefined {
  if (!mayAct(actor, 'case.reply', { owners: [on.organisationId, on.firmOrganisationId] })) return undefined
  return actor.organisationId === on.organisationId ? 'console' : 'phone'
}

/** A call is entered after it happened, and its time is told; what is said in the console is said now. */
export function timeProblem(
  occurredAt: string | undefined,
  channel: 'console' | 'phone',
  now: string,
): ProblemReply | undefined {
  if (channel === 'phone' && occurredAt === undefined)
    return fieldProblem(400, '/occurredAt', 'say when the call was')
  if (channel === 'console' && occurredAt !== undefined)
    return fieldProblem(400, '/occurredAt', 'leave it out: your own reply is dated by its arrival')
  if (occurredAt !== undefined && occurredAt > now)
    return fieldProblem(400, '/occurredAt', 'lies in the future')
  return undefined
}
