import type { Actor } from '@recallwire/domain/access/actor.ts'
import { mayAct } from '@recallwire/domain/access/role-table.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import type { ReplyChannel, ToldChannel } from '@recallwire/domain/casework/reply-channel.ts'
import type { ProblemReply } from '@recallwire/runtime/problem.ts'
import { absent, fieldProblem } from './answers.ts'

/** What says how an answer came: for what the firm was told, the way and the time. */
type Told = { readonly channel?: ToldChannel | undefined; readonly occurredAt?: string | undefined }

type Source =
  | { readonly kind: 'known'; readonly channel: ReplyChannel; readonly occurredAt: string }
  | { readonly kind: 'refused'; readonly problem: ProblemReply }

/**
 * A facility answers for itself, now; the firm enters what it was told, on the phone where it does not say otherwise, after it
 * happened. Whoever merely forwarded answers for nobody.
 */
export function sourceOf(on: Case | undefined, actor: Actor, told: Told, now: string): Source {
  if (
    on === undefined ||
    !mayAct(actor, 'case.reply', { owners: [on.organisationId, on.firmOrganisationId] })
  )
    return { kind: 'refused', problem: absent('case') }
  const { channel, occurredAt } = told
  if (actor.organisationId === on.organisationId) {
    if (occurredAt !== undefined)
      return refused('/occurredAt', 'leave it out: your own reply is dated by its arrival')
    return channel === undefined
      ? { kind: 'known', channel: 'console', occurredAt: now }
      : refused('/channel', 'leave it out: you answer for yourself')
  }
  if (occurredAt === undefined)
    return refused('/occurredAt', 'say when the call was, or when the e-mail came')
  if (occurredAt > now) return refused('/occurredAt', 'lies in the future')
  return { kind: 'known', channel: channel ?? 'phone', occurredAt }
}

const refused = (pointer: string, detail: string): Source => ({
  kind: 'refused',
  problem: fieldProblem(400, pointer, detail),
})
