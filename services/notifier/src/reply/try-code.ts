import type { Actor } from '@recallwire/domain/access/actor.ts'
import { type OutgoingEvent, outgoing } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'
import { linkState, wrongCode } from '@recallwire/domain/letter/reply-link.ts'
import type { Instant } from '@recallwire/domain/time.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import type { FoundLink } from './find-link.ts'
import { hashCode, isSameHash, readCode } from './reply-code.ts'
import type { ReplyDeps } from './reply-deps.ts'

export type CodeTrial =
  | { readonly kind: 'right' }
  /** Nothing that could be a code: not counted, nothing written (scanners post forms with whatever they have). */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'wrong' }
  /** Not looked at: too many wrong ones came before. */
  | { readonly kind: 'locked'; readonly until: Instant }

/**
 * Tries a typed code on a link. Every trial writes the letter under the version it read, the right one too: of many guesses
 * sent at once one is judged at a time, and the rest find the link slowed down.
 */
export async function tryCode(deps: ReplyDeps, found: FoundLink, typed: string): Promise<CodeTrial> {
  const code = readCode(typed)
  if (code === undefined) return { kind: 'malformed' }
  const { letterId } = found.letter
  const given = hashCode(deps.linkSecret, letterId, code)
  const tried = await decideAndSave<Letter, CodeTrial>(
    { read: () => deps.backEnd.letters.get(letterId), save: (change) => deps.backEnd.letters.save(change) },
    { id: letterId },
    (letter) => judge(letter, given, found, deps.clock.now()),
  )
  if (tried.kind === 'refused') return tried.refusal
  if (tried.document?.link !== undefined && isSameHash(given, tried.document.link.codeHash))
    return { kind: 'right' }
  deps.logger.warn('wrong code on a reply link', { letterId })
  return { kind: 'wrong' }
}

type Judgement =
  | { readonly kind: 'save'; readonly next: Letter; readonly events: readonly OutgoingEvent[] }
  | { readonly kind: 'refused'; readonly refusal: CodeTrial }

function judge(letter: Letter | undefined, given: string, { actor }: FoundLink, now: Instant): Judgement {
  if (letter?.link === undefined) return { kind: 'refused', refusal: { kind: 'malformed' } }
  const { lockedUntil, ...link } = letter.link
  if (linkState(letter.link, now) === 'locked' && lockedUntil !== undefined)
    return { kind: 'refused', refusal: { kind: 'locked', until: lockedUntil } }
  if (isSameHash(given, link.codeHash))
    return { kind: 'save', next: { ...letter, link: { ...link, wrongCodes: 0 } }, events: [] }
  const { next, events } = wrongCode(letter, letter.link, now)
  return { kind: 'save', next, events: events.map((event) => wrongCodesEvent(letter, event, actor, now)) }
}

/** A series of wrong codes can come again after a right one, so the time is part of the event's id. */
function wrongCodesEvent(letter: Letter, event: LetterEvent, actor: Actor, at: Instant): OutgoingEvent {
  const { letterId, caseId, recallId, facilityId, organisationId } = letter
  return outgoing(caseId, {
    id: eventIdOf('/notifier', `${letterId}@${at}`, event.kind),
    source: '/notifier',
    type: 'recallwire.letter-changed.v1',
    subject: letterId,
    at,
    actor,
    data: { caseId, recallId, facilityId, organisationId, letterId, event },
  })
}
