import { type Case, reachedNobody } from '../casework/case.ts'
import type { Instant } from '../time.ts'
import type { LetterRecord, Stage } from './standing.ts'

type CaseLetter = Case['letters'][number]

/** What became of one letter, by its case where that knows and else by its own store. */
export type Fate =
  | { readonly kind: 'accepted'; readonly at: Instant }
  | { readonly kind: 'came-back' | 'stuck'; readonly because: string; readonly since?: Instant | undefined }
  | { readonly kind: 'cancelled' | 'waived' }
  | { readonly kind: 'under-way'; readonly stage: Stage }

/** Letters that tell a facility of its units; the others repeat, confirm or end something. */
const tells: readonly CaseLetter['kind'][] = ['initial', 'supplement', 'revision']

/**
 * The letters that speak of a custody, newest first: those that name it, and every later letter about a revision, which
 * shows the whole notice and every unit. Without a custody, all that tell something.
 */
export function lettersAbout(on: Case, custodyId: string | undefined): readonly CaseLetter[] {
  const telling = on.letters.filter(({ kind }) => tells.includes(kind))
  if (custodyId === undefined) return telling.toReversed()
  const first = telling.findIndex(({ newUnits }) => newUnits.includes(custodyId))
  if (first < 0) return []
  return telling
    .slice(first)
    .filter(({ kind, newUnits }) => kind === 'revision' || newUnits.includes(custodyId))
    .toReversed()
}

/** The letters of a case whose fate only the letters' own store can tell: those to read for the report. */
export const letterIdsToRead = (on: Case): readonly string[] =>
  on.letters
    .filter((letter) => tells.includes(letter.kind) && letter.acceptedAt === undefined)
    .filter((letter) => !reachedNobody(letter))
    .map(({ letterId }) => letterId)

/** A letter that came back was accepted before: whoever it was written to has not got it all the same. */
export function fateOf(letter: CaseLetter, records: readonly LetterRecord[]): Fate {
  if (letter.resolved?.how === 'waived') return { kind: 'waived' }
  if (letter.misdirectedAt !== undefined)
    return { kind: 'came-back', because: 'it went to the wrong recipient', since: letter.misdirectedAt }
  if (letter.bouncedBecause !== undefined) return { kind: 'came-back', because: letter.bouncedBecause }
  if (letter.misdirectedAt !== undefined)
    return { kind: 'came-back', because: 'it went to the wrong recipient' }
  if (letter.stuckBecause !== undefined) return { kind: 'stuck', because: letter.stuckBecause }
  if (letter.acceptedAt !== undefined) return { kind: 'accepted', at: letter.acceptedAt }
  const record = records.find(({ letterId }) => letterId === letter.letterId)
  if (record === undefined) return { kind: 'under-way', stage: 'queue' }
  switch (record.state) {
    case 'sent':
      return { kind: 'accepted', at: record.sentAt ?? record.queuedAt }
    case 'stuck':
      return { kind: 'under-way', stage: 'person' }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'pending':
    case 'sending':
    case 'unknown':
      return { kind: 'under-way', stage: 'mail' }
    default:
      return record.state satisfies never
  }
}
