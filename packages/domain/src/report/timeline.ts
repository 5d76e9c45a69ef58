import { z } from 'zod'
import { roleSchema } from '../access/actor.ts'
import type { RecallEvent } from '../events/envelope.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { eventSentence } from './event-sentence.ts'
import type { RecallEntry } from './recall-entry.ts'

/** One thing that happened, with the ledger entry that proves it. */
export const timelineRowSchema = z.strictObject({
  seq: z.int(),
  /** When it happened. */
  at: instantSchema,
  recordedAt: instantSchema,
  /** A human act that was entered after it happened: both times are shown. */
  late: z.literal(true).optional(),
  actor: z.strictObject({
    role: roleSchema,
    organisationId: idSchema,
    /** Done by the installation itself; never to be shown as a person's act. */
    automatic: z.boolean(),
  }),
  what: z.string(),
  caseId: idSchema.optional(),
  facilityId: idSchema.optional(),
})
export type TimelineRow = z.infer<typeof timelineRowSchema>

/**
 * What happened, in the order in which it happened, however the entries come. For one facility: its own events, and of
 * the recall what everyone is told (published, closed); never another facility's, nor the firm's drafts.
 */
export function timeline(
  entries: readonly RecallEntry[],
  scope: { readonly facilityId?: string | undefined },
): readonly TimelineRow[] {
  return entries
    .filter(({ event }) => scope.facilityId === undefined || concerns(event, scope.facilityId))
    .map(rowOf)
    .sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1))
}

const toldToAll: readonly RecallEvent['type'][] = [
  'recallwire.notice-published.v1',
  'recallwire.recall-closed.v1',
]

const concerns = (event: RecallEvent, facilityId: string): boolean =>
  (facilityOf(event) === facilityId && !isInternal(event)) || toldToAll.includes(event.type)

/** What the firm only weighs is its own, like a draft. */
const isInternal = (event: RecallEvent): boolean =>
  event.type === 'recallwire.verdict-override-proposed.v1' ||
  (event.type === 'recallwire.verdict-override-decided.v1' && event.data.outcome === 'declined')

function rowOf({ seq, event }: RecallEntry): TimelineRow {
  const { role, organisationId } = event.actor
  const facilityId = facilityOf(event)
  return {
    seq,
    at: event.occurredat,
    recordedAt: event.time,
    ...(event.occurredat < event.time ? { late: true } : {}),
    actor: { role, organisationId, automatic: role === 'service' },
    what: eventSentence(event),
    ...('caseId' in event.data ? { caseId: event.data.caseId } : {}),
    ...(facilityId === undefined ? {} : { facilityId }),
  }
}

function facilityOf(event: RecallEvent): string | undefined {
  if ('facilityId' in event.data) return event.data.facilityId
  return 'observation' in event.data ? event.data.observation.facilityId : undefined
}
