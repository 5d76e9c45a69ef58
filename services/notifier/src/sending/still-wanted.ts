import { type Case, type LetterKind, reachedNobody } from '@recallwire/domain/casework/case.ts'
import { isStoodDown } from '@recallwire/domain/casework/settle.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import type { Notice } from '@recallwire/domain/notice/notice.ts'

export type Wanted = { readonly kind: 'wanted' } | { readonly kind: 'unwanted'; readonly because: string }

const wanted: Wanted = { kind: 'wanted' }
const unwanted = (because: string): Wanted => ({ kind: 'unwanted', because })

/** Letters that end or confirm something and ask for nothing. */
const afterTheEnd: readonly LetterKind[] = ['stand-down', 'close-out', 'receipt', 'wrong-recipient']
const asksAgain: readonly LetterKind[] = ['reminder', 'escalation']
const tells: readonly LetterKind[] = ['initial', 'supplement', 'revision']

/**
 * The look between the claim and the call: what happened since the letter was planned may have made it wrong. `letters`
 * are all letters of the case.
 */
export function stillWanted(letter: Letter, on: Case, notice: Notice, letters: readonly Letter[]): Wanted {
  const { kind } = letter.plan
  const ended = notice.status === 'terminated' || notice.status === 'withdrawn' || on.status === 'closed'
  if (ended && !afterTheEnd.includes(kind))
    return unwanted(`the recall was ${on.closing?.outcome ?? notice.status}`)
  if (kind === 'receipt' || kind === 'wrong-recipient') return wanted
  if (kind === 'stand-down' || kind === 'close-out')
    return letters.some(mayHaveArrived) ? wanted : unwanted('no letter of the case was ever sent')
  if (isStoodDown(on)) return unwanted('nothing here is in scope any more')
  if (asksAgain.includes(kind) && on.status !== 'open') return unwanted('the reply is in')
  if (tells.includes(kind) && isSuperseded(letter, on)) return unwanted('a later revision was written about')
  return wanted
}

/** The facility may know of the recall by this letter: sent, about to be (its bytes are stored), or of unknown fate. */
const mayHaveArrived = ({ plan, state, mime, possibleRepeat }: Letter): boolean =>
  [...tells, ...asksAgain].includes(plan.kind) &&
  (state === 'sent' || state === 'unknown' || (state === 'sending' && mime !== undefined) || possibleRepeat)

/** A revision letter shows the whole notice and every unit, so an older text that waits behind it would only mislead. */
const isSuperseded = ({ plan }: Letter, on: Case): boolean =>
  on.letters.some(
    (later) =>
      later.kind === 'revision' &&
      later.contactId === plan.contactId &&
      later.revision > plan.revision &&
      !reachedNobody(later),
  )
