import { addMs } from '@recallwire/domain/time.ts'
import { failpoint } from '@recallwire/runtime/failpoint.ts'
import type { Admission } from './breaker.ts'
import { type LetterFate, sendLetter } from './send-letter.ts'
import type { SendingDeps } from './sending-deps.ts'

/** Letters one worker holds at a time: at first, and at most. */
const [firstHeld, mostHeld] = [16, 64]

/** Letters written in one turn of the event loop: enough to share their commits, few enough that requests do not wait for long. */
const writtenAtOnce = 16
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** After "too fast" what is in hand waits as well. */
const laterMs = 1_000

/**
 * Rounds of one worker: claims the most urgent letters and sends them side by side. A mail service that refuses every
 * letter pauses the worker, so that the queue keeps its tries for when it is mended. On a machine that is too busy a worker holds
 * fewer letters, so that none is in hand for long: one whose lease ran out would wait for the mail service's word.
 */
export function createLetterSender(deps: SendingDeps): {
  round(signal: AbortSignal): Promise<'busy' | 'idle'>
} {
  const owner = `notifier-${Buffer.from(deps.random(8)).toString('hex')}`
  let wasUsedUp = false
  let held = firstHeld
  const leaseMs = deps.config.RECALLWIRE_SENDER_LEASE_MS
  return {
    round: async (signal) => {
      const wanted = Math.min(held, deps.governor.claimable())
      const isUsedUp = deps.governor.isUsedUp()
      // A day's quota that is used up is an outage: nothing passes until the day moves on or a person has it raised.
      if (isUsedUp && !wasUsedUp)
        deps.logger.error("the mail service's quota of the day is used up: have it raised")
      if (isUsedUp) deps.letterMetrics.paused(true)
      wasUsedUp = isUsedUp
      const admission = deps.breaker.admit(wanted)
      if (admission === undefined) return 'idle'
      try {
        return await sendClaimed(admission, signal)
      } finally {
        admission.record([])
      }
    },
  }

  async function sendClaimed(admission: Admission, signal: AbortSignal): Promise<'busy' | 'idle'> {
    failpoint('notify.before-claim')
    const now = deps.realNow()
    const worker = { owner, now, leaseUntil: addMs(now, leaseMs) }
    const claimed = await deps.backEnd.letters.claim(worker, admission.letters)
    if (claimed.length === 0) return 'idle'
    failpoint('notify.after-claim')
    const settled = await Promise.allSettled(
      claimed.map(async (letter, index) => {
        for (let turns = Math.floor(index / writtenAtOnce); turns > 0; turns -= 1) await nextTurn()
        return sendLetter(deps, letter, signal)
      }),
    )
    const fates = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    admission.record(fates)
    tell(deps, fates)
    const failed = settled.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    const tookMs = Date.parse(deps.realNow()) - Date.parse(now)
    if (fates.includes('slow') || tookMs > leaseMs / 6) held = Math.max(1, Math.floor(held / 2))
    else if (claimed.length === held && tookMs < leaseMs / 30) held = Math.min(mostHeld, held * 2)
    return 'busy'
  }
}

function tell(deps: SendingDeps, fates: readonly LetterFate[]): void {
  const account = fates.includes('account')
  deps.letterMetrics.paused(account)
  if (account) deps.logger.error('the mail service refuses every letter; mend the account')
  else if (fates.includes('later')) deps.governor.pause(laterMs)
}
