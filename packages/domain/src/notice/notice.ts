import { z } from 'zod'
import { idSchema, lineOf, textOf } from '../text.ts'
import { instantSchema } from '../time.ts'
import { materialParts } from './material-change.ts'
import { noticeContentSchema } from './notice-content.ts'

/** What a revision says it is for; what it materially changes is computed beside it. */
export const revisionKinds = ['initial', 'expand', 'narrow', 'reclassify', 'correct'] as const

/** A full snapshot with number = previous + 1. Letters are rendered from the revision they name, for ever. */
export const revisionSchema = z.strictObject({
  revision: z.int().min(1),
  /** The newest revision, this one included, that changed something a facility must be told. */
  materialRevision: z.int().min(1),
  kind: z.enum(revisionKinds),
  changed: z.array(z.enum(materialParts)),
  content: noticeContentSchema,
  draftedBy: z.string(),
  approvedBy: z.string(),
  publishedAt: instantSchema,
})
export type Revision = z.infer<typeof revisionSchema>

export const draftSchema = z.strictObject({
  kind: z.enum(revisionKinds),
  content: noticeContentSchema,
  draftedBy: z.string(),
  draftedAt: instantSchema,
})
export type Draft = z.infer<typeof draftSchema>

/** A request to end the recall, waiting for the second person. */
export const closingSchema = z.strictObject({
  outcome: z.enum(['terminated', 'withdrawn']),
  reason: textOf(2_000),
  askedBy: z.string(),
  askedAt: instantSchema,
})

/** The recall as its firm keeps it: revisions, at most one draft or closing under way, final once closed. */
export const noticeSchema = z.strictObject({
  recallId: idSchema,
  firmOrganisationId: idSchema,
  /** The firm's own reference, e.g. "FA-2025-019"; with the firm it makes the recall's id. */
  reference: lineOf(80),
  /** Regulators' numbers, e.g. "Z-1234-2025". */
  aliases: z.array(lineOf(80)),
  status: z.enum(['draft', 'published', 'terminated', 'withdrawn']),
  revisions: z.array(revisionSchema),
  draft: draftSchema.optional(),
  closing: closingSchema.optional(),
  closedAt: instantSchema.optional(),
})
export type Notice = z.infer<typeof noticeSchema>

export const newestRevision = (notice: Notice): Revision | undefined => notice.revisions.at(-1)

/** Whether facilities, distributors and regulators may read it. */
export const isPublished = (notice: Notice): boolean => notice.revisions.length > 0
