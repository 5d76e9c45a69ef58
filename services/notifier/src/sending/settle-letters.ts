import { leaseExpired, settleLetter } from '@recallwire/domain/letter/decide-letter.ts'
import type { AnyLetter } from '@recallwire/domain/letter/letter.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import { recordUnclaimed } from './record-change.ts'
import type { SendingDeps } from './sending-deps.ts'

/** Enough that letters waiting out their window do not hide one whose worker just died. */
const lettersPerRound = 1_000

/**
 * One round over letters whose last attempt has no known outcome. A letter whose worker died becomes `unknown`; an
 * unknown one is settled by asking the mail service where it can be asked, and else waits out the window and goes again,
 * marked as a possible repeat. An accepted letter is never sent again.
 */
export async function settleLetters(deps: SendingDeps, signal: AbortSignal): Promise<'busy' | 'idle'> {
  let changed = false
  for (const read of await deps.backEnd.letters.unsettled(deps.realNow(), lettersPerRound)) {
    signal.throwIfAborted()
    changed = (await settle(deps, read)) || changed
  }
  await deps.letterMetrics.observe(deps.backEnd.letters, { realNow: deps.realNow(), now: deps.clock.now() })
  return changed ? 'busy' : 'idle'
}

async function settle(deps: SendingDeps, read: Stored<AnyLetter>): Promise<boolean> {
  const letter = read.document
  if (letter.state === 'sending') {
    const sending = {
      realNow: deps.realNow(),
      retryInMs: 0,
      settleInMs: deps.config.RECALLWIRE_SETTLE_WINDOW_MS,
    }
    return recordUnclaimed(deps, read, leaseExpired(letter, sending))
  }
  const found = await findOut(deps, letter)
  if (found === undefined) return false
  return recordUnclaimed(deps, read, settleLetter(letter, found, deps.clock.now(), letter.letterId))
}

/** Undefined while nothing is known and the window is open. */
async function findOut(
  deps: SendingDeps,
  letter: AnyLetter,
): Promise<'accepted' | 'absent' | 'never-learnt' | undefined> {
  const { mailer } = deps
  switch (mailer.settles) {
    case 'lookup':
      return lookUp(deps, letter.letterId)
    // Reports move a letter out of `unknown` by themselves. What they have not settled by the end of the window they will
    // not, once every report made until then is known to have been read.
    case 'events': {
      if (!isPast(deps, letter)) return undefined
      const reportedUntil = await deps.backEnd.letters.reportedUntil()
      return (reportedUntil ?? '') >= (letter.settleAfter ?? '') ? 'never-learnt' : undefined
    }
    case 'never':
      return isPast(deps, letter) ? 'never-learnt' : undefined
    default:
      return mailer.settles satisfies never
  }
}

const isPast = (deps: SendingDeps, { settleAfter = '' }: AnyLetter): boolean => settleAfter <= deps.realNow()

const lookUpLimitMs = 10_000

async function lookUp({ mailer }: SendingDeps, letterId: string): Promise<'accepted' | 'absent'> {
  if (mailer.lookup === undefined) throw new Error('a mailer that settles by lookup offers none')
  const asked = mailer.lookup(letterId).catch((cause: unknown) => {
    const message = `The mail service cannot say what became of ${letterId}`
    throw new RecallError('upstream-unavailable', message, { cause })
  })
  return Promise.race([asked, tooLate(AbortSignal.timeout(lookUpLimitMs))])
}

const tooLate = (limit: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const error = new RecallError('timed-out', 'The mail service did not say in time what became of a letter')
    limit.addEventListener('abort', () => reject(error), { once: true })
  })
