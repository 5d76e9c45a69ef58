import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { ContactStanding } from '@recallwire/domain/directory/contact-standing.ts'
import {
  type ContactEvent,
  type ContactIds,
  decideStanding,
  type StandingCommand,
  type StandingRefusal,
} from '@recallwire/domain/directory/decide-standing.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { BackEnd } from '@recallwire/ports/back-end.ts'
import type { Clock } from '@recallwire/ports/clock.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'

export type StandingDeps = { readonly backEnd: Pick<BackEnd, 'standings'>; readonly clock: Clock }

export type StandingOrder = {
  readonly ids: ContactIds
  readonly command: StandingCommand
  readonly actor: Actor
  readonly causeId?: string | undefined
}

export type SavedStanding = {
  readonly kind: 'saved' | 'nothing' | 'already-applied'
  readonly document: ContactStanding | undefined
}

/** The one place where what is known of a contact's address changes. */
export async function saveStanding(
  deps: StandingDeps,
  order: StandingOrder,
): Promise<SavedStanding | StandingRefusal> {
  const { standings } = deps.backEnd
  const { ids, command, causeId } = order
  const at = deps.clock.now()
  const decided = await decideAndSave<ContactStanding, StandingRefusal>(
    { read: () => standings.get(ids.contactId), save: (change) => standings.save(change) },
    { id: ids.contactId, causeId },
    (current) => {
      const decision = decideStanding(current, ids, command, at)
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision }
      if (decision.kind === 'nothing') return decision
      const events = decision.events.map((event) => eventOf(order, event, at))
      return { kind: 'save', next: decision.next, events }
    },
  )
  return decided.kind === 'refused' ? decided.refusal : { kind: decided.kind, document: decided.document }
}

/** A letter asks once; an answer is known by what it commits to. */
function eventOf({ ids, actor, causeId }: StandingOrder, event: ContactEvent, at: string): OutgoingEvent {
  const { contactId } = ids
  const which = event.kind === 'VerificationAsked' ? event.letterId : event.personalRef
  return outgoing(contactId, {
    id: eventIdOf('/notifier', `${contactId}@${which}`, event.kind),
    source: '/notifier',
    type: 'recallwire.contact-changed.v1',
    subject: contactId,
    at,
    actor,
    causeId,
    data: { ...ids, event },
  })
}
