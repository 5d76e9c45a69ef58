import type { Language } from '../directory/language.ts'
import { addMs, type Instant } from '../time.ts'
import type { AnyLetter, Claim, ReplyLink } from './letter.ts'
import type { LetterEvent } from './letter-event.ts'

/** After so many calls that brought nothing a person is told. */
export const maxCalls = 8

export type Outcome =
  | { readonly kind: 'accepted'; readonly providerId: string; readonly at: Instant }
  | { readonly kind: 'refused'; readonly scope: 'letter' | 'account' | 'later'; readonly because: string }
  | { readonly kind: 'unclear'; readonly because: string }

export type LetterChange = { readonly next: AnyLetter; readonly events: readonly LetterEvent[] }

/** Real time decides leases and waits; it is never the simulated business clock. */
export type Sending = {
  readonly realNow: Instant
  readonly retryInMs: number
  /** How long an unclear outcome waits for the mail service's own word before the letter is sent again. */
  readonly settleInMs: number
}

/** The first claim renders the letter; every later attempt sends the same bytes. */
export type Rendered = {
  readonly mime: string
  readonly mimeHash: string
  readonly address: string
  readonly addressCommitment: string
  readonly language: Language
  readonly firmLetter?: AnyLetter['firmLetter']
  readonly link: ReplyLink | undefined
}

export function claimLetter(letter: AnyLetter, claim: Claim): AnyLetter {
  return { ...letter, state: 'sending', attempts: claim.attempt, claim }
}

/** The bytes and the address are stored under the claim before anything is sent. */
export function renderedLetter(letter: AnyLetter, rendered: Rendered): LetterChange {
  const { addressCommitment, link, firmLetter, ...kept } = rendered
  const next: AnyLetter = {
    ...letter,
    ...kept,
    ...(firmLetter ? { firmLetter } : {}),
    ...(link ? { link } : {}),
  }
  return {
    next,
    events: [
      { kind: 'LetterSending', attempt: letter.attempts, mimeHash: rendered.mimeHash, addressCommitment },
    ],
  }
}

/** What the mail service's answer makes of a letter that is being sent. Everything unclear becomes `unknown`. */
export function recordOutcome(held: AnyLetter, outcome: Outcome, sending: Sending): LetterChange {
  const letter = { ...held, calls: callsOf(held) + 1 }
  const attempt = letter.attempts
  switch (outcome.kind) {
    case 'accepted':
      return sent(letter, outcome)
    case 'unclear':
      return {
        next: {
          ...released(letter),
          state: 'unknown',
          settleAfter: addMs(sending.realNow, sending.settleInMs),
          because: outcome.because,
        },
        events: [{ kind: 'LetterUnclear', attempt, because: outcome.because }],
      }
    case 'refused': {
      const refused: LetterEvent = { kind: 'LetterRefused', attempt, because: outcome.because }
      if (outcome.scope === 'letter' || letter.calls >= maxCalls) {
        const stuck = stick(letter, outcome.because)
        return { next: stuck.next, events: [refused, ...stuck.events] }
      }
      const notBefore = addMs(sending.realNow, sending.retryInMs)
      return {
        next: { ...released(letter), state: 'pending', notBefore, because: outcome.because },
        events: [refused],
      }
    }
  }
}

/** A worker died with the letter in hand: what became of the call is not known. */
export function leaseExpired(letter: AnyLetter, sending: Sending): LetterChange {
  if (letter.mime === undefined) return { next: { ...released(letter), state: 'pending' }, events: [] }
  return recordOutcome(
    letter,
    { kind: 'unclear', because: 'the sending process stopped before it recorded the outcome' },
    sending,
  )
}

/** What asking, or waiting, has shown about an unclear attempt. */
export function settleLetter(
  letter: AnyLetter,
  found: 'accepted' | 'absent' | 'never-learnt',
  at: Instant,
  providerId: string,
): LetterChange {
  switch (found) {
    case 'accepted':
      return sent(letter, { providerId, at })
    case 'absent':
      return { next: { ...released(letter), state: 'pending' }, events: [] }
    case 'never-learnt':
      if (callsOf(letter) >= maxCalls)
        return stick(letter, `the mail service never said what became of ${callsOf(letter)} attempts`)
      return { next: { ...released(letter), state: 'pending', possibleRepeat: true }, events: [] }
  }
}

export function stick(letter: AnyLetter, because: string): LetterChange {
  return {
    next: { ...erased(released(letter)), state: 'stuck', because },
    events: [{ kind: 'LetterStuck', because }],
  }
}

/** The look after the claim said that the letter is no longer wanted. */
export function cancelLetter(letter: AnyLetter, because: string): LetterChange {
  return {
    next: { ...erased(released(letter)), state: 'cancelled', because },
    events: [{ kind: 'LetterCancelled', because }],
  }
}

/** A try of the letter was accepted, whatever has happened to it since. */
export function sent(
  letter: AnyLetter,
  accepted: { readonly providerId: string; readonly at: Instant },
  attempt = letter.attempts,
): LetterChange {
  const { providerId, at } = accepted
  const { because: _earlier, ...settled } = erased(released(letter))
  const next: AnyLetter = { ...settled, state: 'sent', sentAt: at, providerId }
  const { possibleRepeat, mimeHash = '' } = letter
  return {
    next,
    events: [{ kind: 'LetterSent', attempt, acceptedAt: at, providerId, mimeHash, possibleRepeat }],
  }
}

/** How often the letter was handed over before now. */
export const callsOf = ({ calls = 0 }: Pick<AnyLetter, 'calls'>): number => calls

function released(letter: AnyLetter): AnyLetter {
  const { claim: _claim, settleAfter: _settle, notBefore: _wait, ...rest } = letter
  return rest
}

function erased(letter: AnyLetter): AnyLetter {
  const { mime: _bytes, ...rest } = letter
  return rest
}
