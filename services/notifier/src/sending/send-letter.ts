import { defaultLanguage } from '@recallwire/domain/directory/language.ts'
import {
  callsOf,
  cancelLetter,
  type Outcome,
  type Rendered,
  recordOutcome,
  renderedLetter,
  settleLetter,
  stick,
} from '@recallwire/domain/letter/decide-letter.ts'
import { type AnyLetter, isHouseLetter } from '@recallwire/domain/letter/letter.ts'
import { addMs } from '@recallwire/domain/time.ts'
import type { RefusalScope, SendOutcome } from '@recallwire/ports/mailer.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import { textsOf } from '../language/texts.ts'
import { type Look, lookAtLetter } from './look-at-letter.ts'
import { markPossibleRepeat } from './mark-possible-repeat.ts'
import { recordClaimed } from './record-change.ts'
import { retryInMs } from './retry-in-ms.ts'
import type { SendingDeps } from './sending-deps.ts'
import { sendingTimes } from './sending-times.ts'
import { withFirmLetter } from './with-firm-letter.ts'

/**
 * `slow`: its lease ran low in this worker's hands, so that it was given back unsent. `untried`: it was not to be sent, or not by
 * this worker. Neither says anything of the mail service.
 */
export type LetterFate = 'handled' | 'slow' | 'untried' | RefusalScope

/**
 * Takes one claimed letter as far as it goes: looks whether it is still wanted, renders it once, waits for its turn, stores
 * the bytes before the call, calls once, and records the answer. Every write names the claim; one that changes nothing ends
 * the work. The bytes are stored only when it is the letter's turn: a process that is killed before leaves nothing unclear.
 */
export async function sendLetter(
  deps: SendingDeps,
  claimed: AnyLetter,
  signal: AbortSignal,
): Promise<LetterFate> {
  const written = await write(deps, claimed)
  if (written === undefined) return 'untried'
  const leaving = await deps.governor.depart(signal)
  if (leaving === undefined) return giveBack(deps, claimed, 'account')
  let isHandedOver = false
  try {
    if (isLate(deps, claimed)) return await giveBack(deps, claimed, 'slow')
    const letter = await keep(deps, claimed, written)
    if (letter === undefined) return 'untried'
    await leaving.due()
    if (isLate(deps, letter)) return await giveBack(deps, letter, 'slow')
    isHandedOver = true
    leaving.leaves()
    return await handOver(deps, letter, signal)
  } finally {
    if (!isHandedOver) leaving.stays()
  }
}

async function handOver(deps: SendingDeps, letter: AnyLetter, signal: AbortSignal): Promise<LetterFate> {
  const outcome = await callOnce(deps, letter, signal)
  if (outcome.kind === 'accepted') failpoint('notify.after-ses-accept-before-record')
  const sending = {
    realNow: deps.realNow(),
    retryInMs: outcome.kind === 'refused' ? retryInMs(outcome.scope, callsOf(letter) + 1) : 0,
    settleInMs: deps.config.RECALLWIRE_SETTLE_WINDOW_MS,
  }
  await recordClaimed(deps, letter, recordOutcome(letter, outcomeOf(deps, outcome), sending))
  failpoint('notify.after-record')
  return outcome.kind === 'refused' ? outcome.scope : 'handled'
}

async function giveBack(deps: SendingDeps, letter: AnyLetter, fate: LetterFate): Promise<LetterFate> {
  await recordClaimed(deps, letter, settleLetter(letter, 'absent', deps.clock.now(), ''))
  return fate
}

/** Too little is left of the lease for a whole call: another worker might begin while this one still waits. */
function isLate(deps: SendingDeps, letter: AnyLetter): boolean {
  const { callMs, graceMs } = sendingTimes(deps.config.RECALLWIRE_SENDER_LEASE_MS)
  return leaseEnds(letter) < addMs(deps.realNow(), callMs + graceMs)
}

type Written = { readonly rendered: Rendered | undefined }

/** What the letter says, where it was not stored at an earlier attempt; undefined when it is not to be sent. */
async function write(deps: SendingDeps, claimed: AnyLetter): Promise<Written | undefined> {
  const look = await lookAt(deps, claimed)
  if (look === undefined) return undefined
  if (claimed.mime !== undefined) return { rendered: undefined }
  const composed = await look.compose()
  if (composed.kind === 'composed') return composed
  await recordClaimed(deps, claimed, stick(claimed, composed.because))
  return undefined
}

/**
 * The letter with its bytes, stored; or undefined when it is not to be sent any more, or not by this worker. Stored, then looked
 * again: the recall is closed first and then looks for letters with bytes, so that a letter which goes out all the same and
 * the close-out that takes it back cannot miss each other.
 */
async function keep(
  deps: SendingDeps,
  claimed: AnyLetter,
  { rendered }: Written,
): Promise<AnyLetter | undefined> {
  if (rendered === undefined) return (await lookAt(deps, claimed)) && claimed
  const change = renderedLetter(claimed, rendered)
  if (!(await recordClaimed(deps, claimed, change))) return undefined
  return (await lookAt(deps, change.next)) && change.next
}

/** Undefined when the letter is not wanted any more, and is cancelled. */
async function lookAt(
  deps: SendingDeps,
  letter: AnyLetter,
): Promise<Extract<Look, { kind: 'wanted' }> | undefined> {
  const look = await lookAtLetter(deps, letter)
  if (look.kind === 'wanted') return look
  await recordClaimed(deps, letter, cancelLetter(letter, look.because))
  return undefined
}

async function callOnce(deps: SendingDeps, letter: AnyLetter, signal: AbortSignal): Promise<SendOutcome> {
  const { letterId, address, mime, attempts, possibleRepeat, language = defaultLanguage } = letter
  if (address === undefined || mime === undefined)
    throw new Error(`letter ${letterId} goes out without its bytes`)
  const kept = new Uint8Array(Buffer.from(mime, 'base64'))
  const bytes = possibleRepeat ? markPossibleRepeat(kept, textsOf(language).repeat) : kept
  const mail = {
    letterId,
    to: address,
    mime: await withFirmLetter(deps, bytes, letter.firmLetter),
    tags: tagsOf(letter),
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

const tagsOf = (letter: AnyLetter): Readonly<Record<string, string>> =>
  isHouseLetter(letter) ? { kind: letter.about } : { kind: letter.plan.kind, caseId: letter.caseId }

function leaseEnds({ letterId, claim }: AnyLetter): string {
  if (claim === undefined) throw new Error(`letter ${letterId} is sent without a claim`)
  return claim.leaseUntil
}
