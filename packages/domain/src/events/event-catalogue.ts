import { z } from 'zod'
import { caseEventSchema } from '../casework/case-event.ts'
import { ladderClassSchema, ladderSchema } from '../casework/ladder-rules.ts'
import { observationSchema } from '../device/observation.ts'
import { contactEventSchema } from '../directory/decide-standing.ts'
import { stages } from '../gaps/standing.ts'
import { houseLetterSchema } from '../letter/letter.ts'
import { letterEventSchema } from '../letter/letter-event.ts'
import { closingSchema, revisionSchema } from '../notice/notice.ts'
import { parkedIdSchema } from '../parked/bulk-redrive.ts'
import { confirmationSchema, dismissalSchema, reviewOriginSchema } from '../review/review.ts'
import { matchedUnitSchema } from '../scope/verdict.ts'
import { sourceKinds } from '../sources/source-record.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { deliveryEventSchema } from '../webhook/webhook-delivery.ts'
import { endpointEventSchema } from '../webhook/webhook-endpoint.ts'
import type { Topic } from './topics.ts'
import { unitEvents } from './unit-events.ts'

const addressedSchema = z.strictObject({
  accountNumber: z.string(),
  facilityId: idSchema,
  organisationId: idSchema,
})

const recallSchema = z.strictObject({
  recallId: idSchema,
  firmOrganisationId: idSchema,
  firmName: z.string(),
  reference: z.string(),
})

const caseIdsSchema = z.strictObject({
  caseId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  organisationId: idSchema,
})

const reviewIdsSchema = reviewOriginSchema.pick({
  reviewId: true,
  organisationId: true,
  recallId: true,
  productId: true,
  textHash: true,
})

/**
 * Every event that travels: its topic, and the shape of its data in the newest version. Events carry no personal data
 * (names, addresses, free text of a reply): they name where it is kept, and a commitment to it.
 */
export const eventCatalogue = {
  /** A draft was stored; nobody outside the firm is told. Key: recallId. */
  'recallwire.notice-drafted.v1': {
    topic: 'recall.events',
    data: recallSchema.extend({ kind: z.string(), contentHash: z.string() }),
  },
  /** A revision was approved by a second person: the full snapshot. Key: recallId. */
  'recallwire.notice-published.v1': {
    topic: 'recall.events',
    data: recallSchema.extend({
      revision: revisionSchema,
      contentHash: z.string(),
      addressed: z.array(addressedSchema),
    }),
  },
  'recallwire.closing-asked.v1': {
    topic: 'recall.events',
    data: recallSchema.extend({ closing: closingSchema }),
  },
  /** Terminated or withdrawn: final. Key: recallId. */
  'recallwire.recall-closed.v1': {
    topic: 'recall.events',
    data: recallSchema.extend({ outcome: z.enum(['terminated', 'withdrawn']), reason: z.string() }),
  },
  /** A regulator's records of the same recall were attached to it: its numbers are known, nobody is told. Key: recallId. */
  'recallwire.source-attached.v1': {
    topic: 'recall.events',
    data: recallSchema.extend({ sourceId: idSchema, aliases: z.array(z.string()) }),
  },
  /** The firm set another ladder for a class of its recall, or took it back (null: the default again). Key: recallId. */
  'recallwire.ladder-changed.v1': {
    topic: 'recall.events',
    data: z.strictObject({
      recallId: idSchema,
      firmOrganisationId: idSchema,
      version: z.int(),
      recallClass: ladderClassSchema,
      ladder: ladderSchema.nullable(),
    }),
  },
  /** The matcher's newest word on units of one facility. `part` counts from 1. Key: recallId. */
  'recallwire.units-matched.v1': {
    topic: 'recall.events',
    data: z.strictObject({
      recallId: idSchema,
      revision: z.int(),
      facilityId: idSchema,
      organisationId: idSchema,
      /** What led to it; `people`: two people of the firm decided on a unit, or took such a decision back. */
      trigger: z.enum(['notice', 'device', 'answer', 'people']),
      part: z.int().min(1),
      of: z.int().min(1),
      units: z.array(matchedUnitSchema).min(1),
    }),
  },
  /** The registry was scanned for this revision: whoever waits for the scan need not wait longer. Key: recallId. */
  'recallwire.matching-completed.v1': {
    topic: 'recall.events',
    data: z.strictObject({
      recallId: idSchema,
      revision: z.int(),
      facilities: z.int(),
      affected: z.int(),
      possible: z.int(),
      outside: z.int(),
    }),
  },
  ...unitEvents,
  /** A text waits for a person of the firm to confirm which units it covers. Key: recallId, or reviewId of a text on its own. */
  'recallwire.review-opened.v1': {
    topic: 'recall.events',
    data: reviewIdsSchema.extend({ title: z.string(), source: z.string(), characters: z.int() }),
  },
  /** A person confirmed a reading: the products, and what was changed of what had been read. No notice changes by it. */
  'recallwire.review-confirmed.v1': {
    topic: 'recall.events',
    data: reviewIdsSchema.extend(confirmationSchema.shape),
  },
  'recallwire.review-dismissed.v1': {
    topic: 'recall.events',
    data: reviewIdsSchema.extend(dismissalSchema.shape),
  },
  /** One observation of a committed import. Key: facilityId. */
  'recallwire.device-observed.v1': {
    topic: 'registry.events',
    data: z.strictObject({ observation: observationSchema, row: z.int() }),
  },
  /** An import was committed: one ledger entry stands for its rows. Key: organisationId. */
  'recallwire.devices-imported.v1': {
    topic: 'registry.events',
    data: z.strictObject({
      importId: idSchema,
      organisationId: idSchema,
      accepted: z.int(),
      refused: z.int(),
      /** Units that a complete inventory did not list; left out for none. */
      removals: z.int().optional(),
      /** SHA-256 over the canonical JSON lines of the accepted observations, in row order, and then of the removals. */
      digest: z.string(),
    }),
  },
  /** A file of the public device catalogue was taken: which DIs stand for one product may have changed. One key for all. */
  'recallwire.catalogue-imported.v1': {
    topic: 'registry.events',
    data: z.strictObject({
      importId: idSchema,
      records: z.int(),
      refused: z.int(),
      /** SHA-256 over the canonical JSON lines of the records, in the file's order. */
      digest: z.string(),
    }),
  },
  /** Anything that happened to a case. Key: caseId. */
  'recallwire.case-changed.v1': {
    topic: 'case.events',
    data: caseIdsSchema.extend({ event: caseEventSchema }),
  },
  /** Anything that happened to a letter. Key: caseId. */
  'recallwire.letter-changed.v1': {
    topic: 'mail.events',
    data: caseIdsSchema.extend({ letterId: idSchema, event: letterEventSchema }),
  },
  /** Anything that happened to a letter that the installation wrote for itself. Key: letterId. */
  'recallwire.house-letter-changed.v1': {
    topic: 'mail.events',
    data: z.strictObject({
      letterId: idSchema,
      about: houseLetterSchema.shape.about,
      organisationId: idSchema,
      event: letterEventSchema,
    }),
  },
  /** An organisation, facility, contact, consignee link, person or credential was added, changed or revoked. Key: organisationId. */
  'recallwire.directory-changed.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      subject: z.enum(['organisation', 'facility', 'contact', 'consignee', 'person', 'credential']),
      subjectId: idSchema,
      organisationId: idSchema,
      change: z.enum(['added', 'changed', 'revoked', 'used']),
      /** SHA-256 over a salt and the record's canonical JSON: the record itself holds names. */
      commitment: z.string(),
    }),
  },
  /** An endpoint of a facility's own systems was registered, verified, given up or taken away. Key: endpointId. */
  'recallwire.webhook-endpoint-changed.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      endpointId: idSchema,
      facilityId: idSchema,
      organisationId: idSchema,
      event: endpointEventSchema,
    }),
  },
  /** A message to such an endpoint was queued, taken, or given up after its last try. Key: caseId. */
  'recallwire.webhook-delivery-changed.v1': {
    topic: 'mail.events',
    data: z.strictObject({
      deliveryId: idSchema,
      endpointId: idSchema,
      caseId: idSchema,
      recallId: idSchema,
      facilityId: idSchema,
      organisationId: idSchema,
      event: deliveryEventSchema,
    }),
  },
  /** A contact was asked whether its address is right, or somebody who had that letter answered. Key: contactId. */
  'recallwire.contact-changed.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      contactId: idSchema,
      facilityId: idSchema,
      /** Who supplied the contact. */
      organisationId: idSchema,
      event: contactEventSchema,
    }),
  },
  /** A firm imported regulators' records: what was new, by hash. It triggers nothing. Key: organisationId. */
  'recallwire.source-recorded.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      sourceId: idSchema,
      organisationId: idSchema,
      /** Where the records belong to a recall already. */
      recallId: idSchema.optional(),
      records: z.array(
        z.strictObject({ source: z.enum(sourceKinds), recallNumber: z.string(), hash: z.string() }),
      ),
    }),
  },
  /** A person was told that letters to a facility are overdue, or that none is any more (invariant I1). Key: recallId. */
  'recallwire.letters-overdue.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      recallId: idSchema,
      facilityId: idSchema,
      alarmId: idSchema,
      change: z.enum(['raised', 'cleared']),
      /** Units whose letter is overdue; 0 for a facility that was addressed whatever it holds, and when it is cleared. */
      custodies: z.int(),
      /** Where they wait. */
      stages: z.array(z.enum(stages)),
      /** Since when the oldest waits. */
      since: instantSchema.optional(),
    }),
  },
  /** A record that could not be handled was handed on again, or its bytes were erased at the end of their time. Key: organisationId. */
  'recallwire.parked-settled.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      parkedId: parkedIdSchema,
      /** Who could not handle it. */
      group: z.string(),
      change: z.enum(['redriven', 'erased']),
      /** Of several at once: the proposal, and who made it; the actor is who confirmed. */
      bulk: z.strictObject({ bulkId: idSchema, proposedBy: z.string() }).optional(),
      /** The recall it is about, where it can be read. */
      recallId: idSchema.optional(),
    }),
  },
  /** Someone was refused. Key: organisationId. */
  'recallwire.access-denied.v1': {
    topic: 'audit.events',
    data: z.strictObject({ action: z.string(), route: z.string(), recallId: idSchema.optional() }),
  },
  /** A regulator read what a facility holds. Key: organisationId. */
  'recallwire.inventory-read.v1': {
    topic: 'audit.events',
    data: z.strictObject({
      organisationId: idSchema,
      facilityId: idSchema.optional(),
      recallId: idSchema.optional(),
      reason: z.string(),
      rows: z.int(),
    }),
  },
} as const satisfies Record<string, { readonly topic: Topic; readonly data: z.ZodType }>

export type EventType = keyof typeof eventCatalogue
export type EventData<T extends EventType> = z.infer<(typeof eventCatalogue)[T]['data']>
export const eventTypes = Object.keys(eventCatalogue) as readonly EventType[]

export const isEventType = (name: string): name is EventType => Object.hasOwn(eventCatalogue, name)
