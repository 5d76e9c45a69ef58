import { z } from 'zod'
import { gapCountsSchema } from '../gaps/count-standings.ts'
import { standingSchema } from '../gaps/standing.ts'
import { noticeSchema } from '../notice/notice.ts'
import { recallClassSchema } from '../notice/notice-content.ts'
import { idSchema } from '../text.ts'

/** How the notices of one recall stand, counted over every custody that it covers. */
export const recallGapsSchema = z.strictObject({
  recallId: idSchema,
  reference: z.string(),
  title: z.string(),
  recallClass: recallClassSchema,
  status: noticeSchema.shape.status,
  counts: gapCountsSchema,
})
export type RecallGaps = z.infer<typeof recallGapsSchema>

/** All recalls: `GET /v1/gaps`. An operator sees every firm's, a firm its own. Recalls that are over are left out. */
export const gapSummarySchema = z.strictObject({
  /** When the stores were read. */
  at: z.string(),
  recalls: z.array(recallGapsSchema),
})
export type GapSummary = z.infer<typeof gapSummarySchema>

/** One custody, or (without a custody id) a facility that was addressed whatever it holds, and how its notice stands. */
export const gapItemSchema = z.strictObject({
  facilityId: idSchema,
  facilityName: z.string(),
  caseId: idSchema.optional(),
  custodyId: idSchema.optional(),
  standing: standingSchema,
})
export type GapItem = z.infer<typeof gapItemSchema>

/** One recall: `GET /v1/recalls/{recallId}/gaps`. `items` are those that nothing has settled, facility by facility. */
export const gapReportSchema = recallGapsSchema.extend({
  at: z.string(),
  items: z.array(gapItemSchema),
  /** Continues `items` behind a facility. */
  next: z.string().optional(),
})
export type GapReport = z.infer<typeof gapReportSchema>
