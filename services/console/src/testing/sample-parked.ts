import {
  type BulkView,
  bulkViewSchema,
  type ParkedPage,
  parkedPageSchema,
} from '@recallwire/domain/views/parked-view.ts'
import { cast, type Part, personIdOf } from './open-console.ts'

const parkedAt = '2031-03-06T13:00:00.000Z'

/** Two that wait: an event of ours, and bytes nobody knows. */
export const parkedPage = (change: object = {}): ParkedPage =>
  parkedPageSchema.parse({
    waiting: { count: 2, oldestAt: parkedAt },
    items: [
      {
        parkedId: 'recall.events.1.4',
        topic: 'recall.events',
        group: 'matcher',
        reason: 'the event type recallwire.new.v9 is not known here',
        parkedAt,
        state: 'waiting',
        event: { id: 'e'.repeat(26), type: 'recallwire.new.v9', subject: 's' },
        bytes: 812,
      },
      {
        parkedId: 'audit.events.0.2',
        topic: 'audit.events',
        group: 'auditor',
        reason: 'the record is not JSON in UTF-8',
        parkedAt,
        state: 'waiting',
        bytes: 24,
        redrivenFrom: 'audit.events.0.1',
      },
    ],
    ...change,
  })

export const noParked = parkedPageSchema.parse({ waiting: { count: 0 }, items: [] })

/** Both, proposed by one of the people. */
export const bulkOf = (part: Part, change: object = {}): BulkView =>
  bulkViewSchema.parse({
    bulkId: 'b'.repeat(26),
    parkedIds: ['recall.events.1.4', 'audit.events.0.2'],
    status: 'proposed',
    proposedBy: { by: personIdOf(part), role: cast[part].role, organisationId: cast[part].organisationId },
    proposedAt: parkedAt,
    ...change,
  })
