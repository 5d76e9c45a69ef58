import { serviceReader } from '@recallwire/domain/access/actor.ts'
import { type AnyLetter, isHouseLetter, type Letter } from '@recallwire/domain/letter/letter.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { readRecall } from '../casework/read-recall.ts'
import { lookAtVerification } from '../contacts/look-at-verification.ts'
import { type Composed, composeMail } from './compose-mail.ts'
import type { SendingDeps } from './sending-deps.ts'
import { stillWanted } from './still-wanted.ts'

/** Whether a letter is still wanted, by what it is about as that is now, and then what it says. */
export type Look =
  | { readonly kind: 'unwanted'; readonly because: string }
  | { readonly kind: 'wanted'; readonly compose: () => Promise<Composed> }

export const lookAtLetter = (deps: SendingDeps, letter: AnyLetter): Promise<Look> =>
  isHouseLetter(letter) ? lookAtVerification(deps, letter) : lookAtCaseLetter(deps, letter)

async function lookAtCaseLetter(deps: SendingDeps, letter: Letter): Promise<Look> {
  const { cases, letters } = deps.backEnd
  const { caseId, recallId, letterId } = letter
  const reader = serviceReader('notifier')
  const on = (await cases.get(reader, caseId))?.document
  if (on === undefined) throw new RecallError('upstream-unavailable', `Case ${caseId} is not readable yet`)
  const recall = await readRecall(deps.backEnd, recallId)
  const all = (await letters.ofCase(reader, caseId)).map(({ document }) => document)
  const others = all.filter((other) => other.letterId !== letterId)
  const look = stillWanted(letter, on, recall.notice, others)
  return look.kind === 'wanted'
    ? { kind: 'wanted', compose: () => composeMail(deps, letter, on, recall) }
    : look
}
