import { z } from 'zod'
import { contactGrades } from '../directory/contact-health.ts'
import { draftSchema, noticeSchema, revisionSchema } from '../notice/notice.ts'
import { noticeContentSchema, recallClassSchema } from '../notice/notice-content.ts'
import { idSchema } from '../text.ts'

/** A recall in a list: `GET /v1/recalls`. */
export const recallSummarySchema = z.strictObject({
  recallId: idSchema,
  firmOrganisationId: idSchema,
  firmName: z.string(),
  reference: z.string(),
  aliases: z.array(z.string()),
  status: noticeSchema.shape.status,
  /** 0 while only a draft exists. */
  revision: z.int(),
  title: z.string(),
  /** e.g. "URGENT: MEDICAL DEVICE RECALL". */
  heading: z.string(),
  recallClass: recallClassSchema,
  action: noticeContentSchema.shape.action,
  sourceStatus: noticeContentSchema.shape.sourceStatus,
  initiatedOn: z.string(),
  publishedAt: z.string().optional(),
})
export type RecallSummary = z.infer<typeof recallSummarySchema>

/** One recall: `GET /v1/recalls/{recallId}`. Draft and closing are shown to its own firm only. */
export const recallViewSchema = recallSummarySchema.extend({
  content: noticeContentSchema,
  revisions: z.array(revisionSchema.omit({ content: true })),
  draft: draftSchema.optional(),
  closing: noticeSchema.shape.closing,
})
export type RecallView = z.infer<typeof recallViewSchema>

/** What storing a draft, revision, closing or approval answers. */
export const noticeAnswerSchema = z.strictObject({
  recallId: idSchema,
  status: noticeSchema.shape.status,
  revision: z.int(),
  /** What waits for the second person. */
  waiting: z.enum(['nothing', 'draft', 'closing']),
})
export type NoticeAnswer = z.infer<typeof noticeAnswerSchema>

/** Who would be told if the waiting draft were approved: `GET /v1/notices/{recallId}/reach`. */
export const reachSchema = z.strictObject({
  recallId: idSchema,
  affected: z.int(),
  possible: z.int(),
  outside: z.int(),
  facilities: z.array(
    z.strictObject({
      facilityId: idSchema,
      name: z.string(),
      city: z.string(),
      addressed: z.boolean(),
      affected: z.int(),
      possible: z.int(),
      contacts: z.int(),
      /** Contacts a letter could arrive at; 0 means that a person must phone. */
      usable: z.int(),
      /** How well letters to the site can be relied on to find a reader. */
      grade: z.enum(contactGrades),
    }),
  ),
  /** Accounts the notice addresses that the firm's consignee list does not have. */
  unknownAccounts: z.array(z.string()),
})
export type Reach = z.infer<typeof reachSchema>
