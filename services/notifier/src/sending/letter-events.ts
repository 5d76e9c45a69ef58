import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'

type Stamp = { readonly actor: Actor; readonly at: string; readonly causeId?: string | undefined }

/** Addresses what happened to a letter. An attempt has each kind of event at most once, so the two make the event's id. */
export function outgoingLetterEvents(
  letter: Letter,
  events: readonly LetterEvent[],
  stamp: Stamp,
): readonly OutgoingEvent[] {
  const { letterId, caseId, recallId, facilityId, organisationId, attempts } = letter
  return events.map((event) =>
    outgoing(caseId, {
      id: eventIdOf('/notifier', `${letterId}@${attempts}`, event.kind),
      source: '/notifier',
      type: 'recallwire.letter-changed.v1',
      subject: letterId,
      at: stamp.at,
      actor: stamp.actor,
      causeId: stamp.causeId,
      data: { caseId, recallId, facilityId, organisationId, letterId, event },
    }),
  )
}
