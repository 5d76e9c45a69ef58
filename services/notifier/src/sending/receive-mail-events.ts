import { applyMailEvent } from '@recallwire/domain/letter/apply-mail-event.ts'
import type { MailEvent } from '@recallwire/domain/letter/mail-event.ts'
import type { MailEvents, ReceivedMailEvent } from '@recallwire/ports/mail-events.ts'
import { recordUnclaimed } from './record-change.ts'
import type { SendingDeps } from './sending-deps.ts'

/**
 * One wait for the mail service's reports. Each is taken off the queue only after what it says is stored; one that is of no
 * letter here, or that nobody can read, is counted and left to the queue, which hands it out some times more and then keeps
 * it with its dead letters for a person. An empty queue is remembered with its time: what was unclear before it is settled.
 */
export async function receiveMailEvents(
  deps: SendingDeps,
  events: MailEvents,
  signal: AbortSignal,
): Promise<'busy' | 'idle'> {
  const askedAt = deps.realNow()
  const received = await events.receive(signal)
  for (const report of received) await take(deps, report)
  if (received.length === 0) await deps.backEnd.letters.recordReportedUntil(askedAt)
  return received.length === 0 ? 'idle' : 'busy'
}

async function take(deps: SendingDeps, { reading, done }: ReceivedMailEvent): Promise<void> {
  const what = reading.kind === 'event' ? reading.event.kind : reading.kind
  if (reading.kind === 'event') {
    if (await apply(deps, reading.event)) {
      deps.letterMetrics.reported(what)
      return done()
    }
  } else if (reading.kind === 'ignored') {
    deps.letterMetrics.reported(what)
    return done()
  }
  deps.letterMetrics.reported(reading.kind === 'event' ? 'unknown-letter' : what)
  const because = reading.kind === 'event' ? `letter ${reading.event.letterId} is not known` : reading.because
  deps.logger.warn('a report of the mail service was left to its dead-letter queue', { because })
}

const mostRounds = 50

/** False when there is no such letter. */
async function apply(deps: SendingDeps, event: MailEvent): Promise<boolean> {
  for (let round = 0; round < mostRounds; round += 1) {
    const read = await deps.backEnd.letters.get(event.letterId)
    if (read === undefined) return false
    const change = applyMailEvent(read.document, event)
    if (change === undefined || (await recordUnclaimed(deps, read, change))) return true
  }
  throw new Error(`letter ${event.letterId} changed under ${mostRounds} attempts to write it`)
}
