import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { type AnyLetter, isHouseLetter } from '@recallwire/domain/letter/letter.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'

type Stamp = { readonly actor: Actor; readonly at: string; readonly causeId?: string | undefined }

/** Addresses what happened to a letter. An attempt has each kind of event at most once, so the two make the event's id. */
export const outgoingLetterEvents = (
  letter: AnyLetter,
  events: readonly LetterEvent[],
  stamp: Stamp,
): readonly OutgoingEvent[] => events.map((event) => letterEvent(letter, event, stamp, `${letter.attempts}`))

/** The same for one event; `which` tells it from others of its kind. */
export function letterEvent(
  letter: AnyLetter,
  event: LetterEvent,
  { at, actor, causeId }: Stamp,
  which: string,
): OutgoingEvent {
  const { letterId, organisationId } = letter
  const id = eventIdOf('/notifier', `${letterId}@${which}`, event.kind)
  const about = { id, source: '/notifier', subject: letterId, at, actor, causeId }
  if (isHouseLetter(letter)) {
    const type = 'recallwire.house-letter-changed.v1'
    return outgoing(letterId, {
      ...about,
      type,
      data: { letterId, about: letter.about, organisationId, event },
    })
  }
  const { caseId, recallId, facilityId } = letter
  const type = 'recallwire.letter-changed.v1'
  const ids = { caseId, recallId, facilityId, organisationId, letterId }
  return outgoing(caseId, { ...about, type, data: { ...ids, event } })
}
