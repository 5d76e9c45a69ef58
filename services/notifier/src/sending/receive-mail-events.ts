import type { MailEvents, ReceivedMailEvent } from '@recallwire/ports/mail-events.ts'
import { applyReport } from './apply-report.ts'
import type { SendingDeps } from './sending-deps.ts'

/**
 * One wait for the mail service's reports. Each is taken off the queue only after what it says is stored; one that is of no
 * letter here, or that nobody can read, is counted and left to the queue, which hands it out some times more and then keeps
 * it with its dead letters for a person. A queue of which everything is stored is remembered with its time: what was unclear
 * before it is settled. Empty is not enough, since another process may hold a report, or may have been killed with it.
 */
export async function receiveMailEvents(
  deps: SendingDeps,
  events: MailEvents,
  signal: AbortSignal,
): Promise<'busy' | 'idle'> {
  const askedAt = deps.realNow()
  const received = await events.receive(signal)
  for (const report of received) await take(deps, report)
  if (received.length === 0 && (await events.allStored(signal)))
    await deps.backEnd.letters.recordReportedUntil(askedAt)
  return received.length === 0 ? 'idle' : 'busy'
}

async function take(deps: SendingDeps, { reading, done, leave }: ReceivedMailEvent): Promise<void> {
  const applied = await applyReport(deps, reading)
  if (applied.kind === 'applied') return done()
  deps.logger.warn('a report of the mail service was left to its dead-letter queue', {
    because: applied.because,
  })
  return leave()
}
