import { canonicalJson } from '@recallwire/canonical/canonical-json.ts'
import type { RecallEvent } from '@recallwire/domain/events/envelope.ts'
import type { EventType } from '@recallwire/domain/events/event-catalogue.ts'
import type { LedgerFact } from '@recallwire/ledger/entry.ts'

/** An observation of a device has no entry of its own: its import is one entry with a digest over the rows. */
export const isOfTheLedger = (type: EventType): boolean => type !== 'recallwire.device-observed.v1'

/**
 * The ledger's view of an event: the whole envelope as the body, its ids in the line. Undefined for one that has no entry.
 * Events carry no personal data, so bodies hold none.
 */
export function ledgerFactOf(event: RecallEvent): LedgerFact | undefined {
  if (!isOfTheLedger(event.type)) return undefined
  const recallId = recallIdOf(event)
  return {
    eventId: event.id,
    type: typeOf(event),
    recordedAt: event.time,
    actor: event.actor,
    subject: subjectOf(event),
    ...(recallId === undefined ? {} : { recallId }),
    body: canonicalJson(event),
  }
}

/** What happened to a case or letter is told apart in the line, so that a reader need not open every body. */
function typeOf(event: RecallEvent): string {
  switch (event.type) {
    case 'recallwire.case-changed.v1':
    case 'recallwire.letter-changed.v1':
    case 'recallwire.house-letter-changed.v1':
    case 'recallwire.webhook-endpoint-changed.v1':
    case 'recallwire.webhook-delivery-changed.v1':
    case 'recallwire.contact-changed.v1':
      return `${event.type}#${event.data.event.kind}`
    default:
      return event.type
  }
}

function recallIdOf(event: RecallEvent): string | undefined {
  return 'recallId' in event.data ? event.data.recallId : undefined
}

const subjectNames = [
  'recallId',
  'caseId',
  'facilityId',
  'organisationId',
  'letterId',
  'contactId',
  'endpointId',
  'deliveryId',
  'importId',
  'custodyId',
  'reviewId',
  'subjectId',
] as const

function subjectOf(event: RecallEvent): Readonly<Record<string, string>> {
  const data: Readonly<Record<string, unknown>> = event.data
  return Object.fromEntries(
    subjectNames.flatMap((name) => {
      const id = data[name]
      return typeof id === 'string' ? [[name, id]] : []
    }),
  )
}
