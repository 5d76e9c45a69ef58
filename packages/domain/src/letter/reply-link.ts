import { addMs, type Instant } from '../time.ts'
import type { AnyLetter, ReplyLink } from './letter.ts'
import type { LetterEvent } from './letter-event.ts'

/** A link works this long; every later letter brings a new one. */
export const linkLifeMs = 30 * 24 * 3_600_000

/** Ten wrong codes alarm a person. */
export const alarmAfterWrongCodes = 10

export type LinkState = 'open' | 'expired' | 'locked'

/** Whether a code may be tried now. */
export function linkState(link: ReplyLink, now: Instant): LinkState {
  if (link.expiresAt <= now) return 'expired'
  return link.lockedUntil !== undefined && link.lockedUntil > now ? 'locked' : 'open'
}

/** Wrong codes slow the link down: two are free, the third waits a minute, each further one twice as long up to an hour. */
export function wrongCode(
  letter: AnyLetter,
  link: ReplyLink,
  now: Instant,
): { readonly next: AnyLetter; readonly events: readonly LetterEvent[] } {
  const wrongCodes = link.wrongCodes + 1
  const waitMs = wrongCodes < 3 ? 0 : Math.min(60_000 * 2 ** (wrongCodes - 3), 3_600_000)
  const next = { ...letter, link: { ...link, wrongCodes, lockedUntil: addMs(now, waitMs) } }
  return {
    next,
    events: wrongCodes % alarmAfterWrongCodes === 0 ? [{ kind: 'WrongCodes', count: wrongCodes }] : [],
  }
}
