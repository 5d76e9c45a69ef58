import type { Actor } from '@recallwire/domain/access/actor.ts'
import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { AnyLetter } from '@recallwire/domain/letter/letter.ts'
import type { LetterEvent } from '@recallwire/domain/letter/letter-event.ts'
import { linkState, wrongCode } from '@recallwire/domain/letter/reply-link.ts'
import type { Instant } from '@recallwire/domain/time.ts'
import { decideAndSave } from '@recallwire/ports/decide-and-save.ts'
import { letterEvent } from '../sending/letter-events.ts'
import { hashCode, isSameHash, readCode } from './reply-code.ts'
import type { ReplyDeps } from './reply-deps.ts'

/** The link whose code is tried, and as whom its holder acts. */
export type TriedLink = { readonly letter: { readonly letterId: string }; readonly actor: Actor }

type TrialDeps = Pick<ReplyDeps, 'clock' | 'linkSecret' | 'logger'> & {
  readonly backEnd: Pick<ReplyDeps['backEnd'], 'letters'>
}

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
export async function tryCode(deps: TrialDeps, link: TriedLink, typed: string): Promise<CodeTrial> {
  const code = readCode(typed)
  if (code === undefined) return { kind: 'malformed' }
  const { actor } = link
  const { letterId } = link.letter
  const given = hashCode(deps.linkSecret, letterId, code)
  const tried = await decideAndSave<AnyLetter, CodeTrial>(
    { read: () => deps.backEnd.letters.get(letterId), save: (change) => deps.backEnd.letters.save(change) },
    { id: letterId },
    (letter) => judge(letter, given, actor, deps.clock.now()),
  )
  if (tried.kind === 'refused') return tried.refusal
  if (tried.document?.link !== undefined && isSameHash(given, tried.document.link.codeHash))
    return { kind: 'right' }
  deps.logger.warn('wrong code on a reply link', { letterId })
  return { kind: 'wrong' }
}

type Judgement =
  | { readonly kind: 'save'; readonly next: AnyLetter; readonly events: readonly OutgoingEvent[] }
  | { readonly kind: 'refused'; readonly refusal: CodeTrial }

function judge(letter: AnyLetter | undefined, given: string, actor: Actor, now: Instant): Judgement {
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
const wrongCodesEvent = (letter: AnyLetter, event: LetterEvent, actor: Actor, at: Instant): OutgoingEvent =>
  letterEvent(letter, event, { actor, at }, at)
