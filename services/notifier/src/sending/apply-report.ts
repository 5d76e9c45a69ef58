import { applyMailEvent } from '@recallwire/domain/letter/apply-mail-event.ts'
import type { MailEvent } from '@recallwire/domain/letter/mail-event.ts'
import type { MailEventReading } from '@recallwire/ports/mail-events.ts'
import { recordUnclaimed } from './record-change.ts'
import type { SendingDeps } from './sending-deps.ts'

/** `left`: it is of no letter here or cannot be read, and whoever delivers reports keeps it for a person. */
type Applied = { readonly kind: 'applied' } | { readonly kind: 'left'; readonly because: string }

const done: Applied = { kind: 'applied' }

/** Stores what a report of the mail service says. The same report again changes nothing. */
export async function applyReport(deps: SendingDeps, reading: MailEventReading): Promise<Applied> {
  switch (reading.kind) {
    case 'event': {
      const isKnown = await apply(deps, reading.event)
      deps.letterMetrics.reported(isKnown ? reading.event.kind : 'unknown-letter')
      return isKnown ? done : { kind: 'left', because: `letter ${reading.event.letterId} is not known` }
    }
    case 'ignored':
      deps.letterMetrics.reported(reading.kind)
      return done
    case 'foreign':
    case 'unreadable':
      deps.letterMetrics.reported(reading.kind)
      return { kind: 'left', because: reading.because }
  }
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
