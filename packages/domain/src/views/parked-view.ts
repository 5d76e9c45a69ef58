import { z } from 'zod'
import { topics } from '../events/topics.ts'
import { bulkRedriveSchema, parkedIdSchema } from '../parked/bulk-redrive.ts'

/** A record that could not be handled, without its content: that may be anybody's. */
export const parkedItemSchema = z.strictObject({
  parkedId: parkedIdSchema,
  topic: z.enum(topics),
  /** Who could not handle it, and why. */
  group: z.string(),
  reason: z.string(),
  parkedAt: z.string(),
  state: z.enum(['waiting', 'redriven', 'erased']),
  /** What it says it is; absent for bytes that are in no envelope of ours. */
  event: z.strictObject({ id: z.string(), type: z.string(), subject: z.string() }).optional(),
  bytes: z.int(),
  /** It failed again after it was handed on: the record it was then. */
  redrivenFrom: z.string().optional(),
  settled: z.strictObject({ at: z.string(), by: z.string() }).optional(),
})
export type ParkedItem = z.infer<typeof parkedItemSchema>

/** `GET /v1/parked`, the longest parked first. */
export const parkedPageSchema = z.strictObject({
  /** All that wait, of every page. */
  waiting: z.strictObject({ count: z.int(), oldestAt: z.string().optional() }),
  items: z.array(parkedItemSchema),
  next: z.string().optional(),
})
export type ParkedPage = z.infer<typeof parkedPageSchema>

/** What handing one on came to: `settled-before` where it had been handed on or erased already. */
export const redriveAnswerSchema = z.strictObject({
  parkedId: parkedIdSchema,
  outcome: z.enum(['redriven', 'settled-before']),
})

export const bulkViewSchema = bulkRedriveSchema
export type BulkView = z.infer<typeof bulkViewSchema>
