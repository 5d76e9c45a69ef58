import { serviceActor } from '@recallwire/domain/access/actor.ts'
import type { LetterChange } from '@recallwire/domain/letter/decide-letter.ts'
import { type AnyLetter, isHouseLetter } from '@recallwire/domain/letter/letter.ts'
import type { Stored } from '@recallwire/ports/aggregate-store.ts'
import { outgoingLetterEvents } from './letter-events.ts'
import type { SendingDeps } from './sending-deps.ts'

/**
 * Writes what became of a letter that this worker holds. False says that another worker has it by now: the caller stops,
 * whatever it knows, because whoever took over settles the attempt.
 */
export async function recordClaimed(
  deps: SendingDeps,
  claimed: AnyLetter,
  change: LetterChange,
): Promise<boolean> {
  const { letterId, claim } = claimed
  if (claim === undefined) throw new Error(`letter ${letterId} is written under a claim it does not have`)
  const fence = { letterId, owner: claim.owner, attempt: claim.attempt }
  const kept = await deps.backEnd.letters.updateClaimed(fence, change.next, eventsOf(deps, claimed, change))
  if (kept) report(deps, change)
  else deps.logger.warn('letter was taken over', { letterId, attempt: claim.attempt })
  return kept
}

/** Writes what became of a letter nobody holds, unless it changed since it was read. */
export async function recordUnclaimed(
  deps: SendingDeps,
  read: Stored<AnyLetter>,
  change: LetterChange,
): Promise<boolean> {
  const result = await deps.backEnd.letters.save({
    id: read.document.letterId,
    expectedVersion: read.version,
    next: change.next,
    events: eventsOf(deps, read.document, change),
  })
  if (result.kind === 'saved') report(deps, change)
  return result.kind === 'saved'
}

function eventsOf(deps: SendingDeps, letter: AnyLetter, change: LetterChange) {
  const actor = serviceActor('notifier', deps.installationId)
  return outgoingLetterEvents(letter, change.events, { actor, at: deps.clock.now() })
}

function report(deps: SendingDeps, { next, events }: LetterChange): void {
  const bounces = deps.letterMetrics.happened(next, events, deps.realNow())
  if (bounces === 'raised')
    deps.logger.error(
      'more than 3 % of the letters come back: mend the addresses before the account is paused',
      {},
    )
  else if (bounces === 'over') deps.logger.info('fewer than 3 % of the letters come back again', {})
  const { letterId, attempts: attempt, because } = next
  const caseId = isHouseLetter(next) ? undefined : next.caseId
  for (const { kind } of events) {
    if (kind === 'LetterStuck') deps.logger.error('letter stuck', { letterId, caseId, because })
    else if (kind === 'LetterSent') deps.logger.info('letter sent', { letterId, caseId, attempt })
    else if (kind === 'LetterCancelled') deps.logger.info('letter cancelled', { letterId, caseId, because })
    else if (kind === 'LetterRefused' || kind === 'LetterUnclear')
      deps.logger.warn('letter not sent', { letterId, caseId, attempt, because })
  }
}
