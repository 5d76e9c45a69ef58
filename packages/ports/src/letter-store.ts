import type { Reader } from '@recallwire/domain/access/actor.ts'
import type { OutgoingEvent } from '@recallwire/domain/events/envelope.ts'
import type { AnyLetter, Letter } from '@recallwire/domain/letter/letter.ts'
import type { AggregateStore, Stored } from './aggregate-store.ts'

/**
 * Letters by letterId, those of cases and those of the house. Written by the notifier. A reader gets the letters of cases of its
 * own facilities; a firm reads its letters through its cases.
 */
export interface LetterStore extends AggregateStore<AnyLetter> {
  /**
   * Takes up to `limit` letters to send: those pending whose `notBefore` has passed, lowest `sendingRank` first, then
   * oldest first. Each comes back as `sending` under a claim of this owner, its attempt counted. Two workers never get
   * the same attempt. `now` and `leaseUntil` are real time.
   */
  claim(
    worker: { readonly owner: string; readonly now: string; readonly leaseUntil: string },
    limit: number,
  ): Promise<readonly AnyLetter[]>
  /**
   * Writes `next` only where the letter is still in `state` under this owner and attempt; false says that another
   * worker has it now, and the caller stops.
   */
  updateClaimed(
    fence: { readonly letterId: string; readonly owner: string; readonly attempt: number },
    next: AnyLetter,
    events: readonly OutgoingEvent[],
  ): Promise<boolean>
  /** Letters in `sending` whose lease ended before `now`, and letters in `unknown` (real time), oldest first. */
  unsettled(now: string, limit: number): Promise<readonly Stored<AnyLetter>[]>
  /**
   * Until when (real time) everything the mail service reported has been applied; undefined before the first time. Of what
   * several processes record the latest stands.
   */
  reportedUntil(): Promise<string | undefined>
  recordReportedUntil(realTime: string): Promise<void>
  /** How many letters of cases are on their way (pending, being sent, unclear), and since when (business time) the oldest has been. */
  waiting(): Promise<{ readonly count: number; readonly oldestAt?: string | undefined }>
  byHandle(handleHash: string): Promise<Stored<AnyLetter> | undefined>
  ofCase(reader: Reader, caseId: string): Promise<readonly Stored<Letter>[]>
  /** Letters of cases a person must look at. */
  stuck(reader: Reader, limit: number): Promise<readonly Stored<Letter>[]>
}
