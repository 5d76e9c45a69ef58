import { serviceReader } from '@recallwire/domain/access/actor.ts'
import type { Case } from '@recallwire/domain/casework/case.ts'
import {
  cancelLetter,
  type Outcome,
  recordOutcome,
  renderedLetter,
  settleLetter,
  stick,
} from '@recallwire/domain/letter/decide-letter.ts'
import type { Letter } from '@recallwire/domain/letter/letter.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { RefusalScope, SendOutcome } from '@recallwire/ports/mailer.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { type KnownRecall, readRecall } from '../casework/read-recall.ts'
import { composeMail } from './compose-mail.ts'
import { markPossibleRepeat } from './mark-possible-repeat.ts'
import { recordClaimed } from './record-change.ts'
import { retryInMs } from './retry-in-ms.ts'
import type { SendingDeps } from './sending-deps.ts'
import { sendingTimes } from './sending-times.ts'
import { stillWanted } from './still-wanted.ts'

export type LetterFate = 'handled' | RefusalScope

/**
 * Takes one claimed letter as far as it goes: looks whether it is still wanted, renders it once, stores the bytes before
 * the call, calls once, and records the answer. Every write names the claim; one that changes nothing ends the work.
 */
export async function sendLetter(
  deps: SendingDeps,
  claimed: Letter,
  signal: AbortSignal,
): Promise<LetterFate> {
  const letter = await prepare(deps, claimed)
  if (letter === undefined) return 'handled'
  if (!(await deps.governor.depart(signal))) {
    await recordClaimed(deps, letter, settleLetter(letter, 'absent', deps.clock.now(), ''))
    return 'account'
  }
  // Too little is left of the lease for a whole call: another worker might begin while this one still waits.
  const { callMs, graceMs } = sendingTimes(deps.config.RECALLWIRE_SENDER_LEASE_MS)
  if (leaseEnds(letter) < addMs(deps.realNow(), callMs + graceMs)) {
    await recordClaimed(deps, letter, settleLetter(letter, 'absent', deps.clock.now(), ''))
    return 'handled'
  }
  const outcome = await callOnce(deps, letter, signal)
  const sending = {
    realNow: deps.realNow(),
    retryInMs: outcome.kind === 'refused' ? retryInMs(outcome.scope, letter.attempts) : 0,
    settleInMs: deps.config.RECALLWIRE_SETTLE_WINDOW_MS,
  }
  await recordClaimed(deps, letter, recordOutcome(letter, outcomeOf(deps, outcome), sending))
  return outcome.kind === 'refused' ? outcome.scope : 'handled'
}

/** The letter with its bytes, stored; or undefined when it is not to be sent, or not by this worker. */
async function prepare(deps: SendingDeps, claimed: Letter): Promise<Letter | undefined> {
  const seen = await lookAt(deps, claimed)
  if (seen === undefined || claimed.mime !== undefined) return seen && claimed
  const composed = await composeMail(deps, claimed, seen.on, seen.recall)
  if (composed.kind === 'impossible') {
    await recordClaimed(deps, claimed, stick(claimed, composed.because))
    return undefined
  }
  const { next, events } = renderedLetter(claimed, composed.rendered)
  if (!(await recordClaimed(deps, claimed, { next, events }))) return undefined
  // Stored, then looked again: the recall is closed first and then looks for letters with bytes, so that a letter which
  // goes out all the same and the close-out that takes it back cannot miss each other.
  return (await lookAt(deps, next)) && next
}

/** What the letter is about, as it is now; undefined when the letter is not wanted any more, and is cancelled. */
async function lookAt(
  deps: SendingDeps,
  claimed: Letter,
): Promise<{ readonly on: Case; readonly recall: KnownRecall } | undefined> {
  const { cases, letters } = deps.backEnd
  const { caseId, recallId, letterId } = claimed
  const reader = serviceReader('notifier')
  const on = (await cases.get(reader, caseId))?.document
  if (on === undefined) throw new RecallError('upstream-unavailable', `Case ${caseId} is not readable yet`)
  const recall = await readRecall(deps.backEnd, recallId)
  const all = (await letters.ofCase(reader, caseId)).map(({ document }) => document)
  const others = all.filter((other) => other.letterId !== letterId)
  const look = stillWanted(claimed, on, recall.notice, others)
  if (look.kind === 'wanted') return { on, recall }
  await recordClaimed(deps, claimed, cancelLetter(claimed, look.because))
  return undefined
}

async function callOnce(deps: SendingDeps, letter: Letter, signal: AbortSignal): Promise<SendOutcome> {
  const { letterId, address, mime, plan, caseId, attempts, possibleRepeat } = letter
  if (address === undefined || mime === undefined)
    throw new Error(`letter ${letterId} goes out without its bytes`)
  const bytes = new Uint8Array(Buffer.from(mime, 'base64'))
  const mail = {
    letterId,
    to: address,
    mime: possibleRepeat ? markPossibleRepeat(bytes) : bytes,
    tags: { kind: plan.kind, caseId },
    attempt: attempts,
  }
  const { callMs, graceMs } = sendingTimes(deps.config.RECALLWIRE_SENDER_LEASE_MS)
  const limit = AbortSignal.any([signal, AbortSignal.timeout(callMs)])
  return Promise.race([deps.mailer.send(mail, limit), noAnswer(AbortSignal.timeout(callMs + graceMs))])
}

const noAnswer = (tooLate: AbortSignal): Promise<SendOutcome> =>
  new Promise((resolve) => {
    const reason = 'the mail service did not answer in time'
    tooLate.addEventListener('abort', () => resolve({ kind: 'unclear', reason }), { once: true })
  })

function outcomeOf(deps: SendingDeps, outcome: SendOutcome): Outcome {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', providerId: outcome.providerId, at: deps.clock.now() }
    case 'refused':
      return { kind: 'refused', scope: outcome.scope, because: outcome.reason }
    case 'unclear':
      return { kind: 'unclear', because: outcome.reason }
    default:
      return outcome satisfies never
  }
}

function leaseEnds({ letterId, claim }: Letter): string {
  if (claim === undefined) throw new Error(`letter ${letterId} is sent without a claim`)
  return claim.leaseUntil
}
