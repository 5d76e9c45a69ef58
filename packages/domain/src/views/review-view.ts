import { z } from 'zod'
import { reviewSchema, reviewSummarySchema } from '../review/review.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { idSchema } from '../text.ts'

/** A firm's reviews, newest first: `GET /v1/reviews`. `open` counts all that wait, on whatever page. */
export const reviewPageSchema = z.strictObject({
  items: z.array(reviewSummarySchema),
  open: z.int(),
  next: z.string().optional(),
})
export type ReviewPage = z.infer<typeof reviewPageSchema>

const span = { start: z.int(), end: z.int() }

/** A text beside what was read from it: `GET /v1/reviews/{reviewId}`. Places count UTF-16 units of `text`. */
export const reviewViewSchema = reviewSchema.extend({
  /** Send it back as `If-Match`, so that nothing is decided on an older state. */
  version: z.int(),
  values: z.array(
    z.strictObject({
      ...span,
      of: z.enum(['UDI-DI', 'product code', 'units', 'exception']),
      /** e.g. "lot A1". */
      words: z.string(),
      /** Which product of the text, from 1. */
      product: z.int(),
    }),
  ),
  /** What is in no value. `may-matter` was not understood and could change which units are covered. */
  remainders: z.array(z.strictObject({ ...span, weight: z.enum(['harmless', 'may-matter']) })),
  /** Every product as far as it was read; one may lack an identifier or its units. */
  proposed: z.array(
    z.strictObject({
      ...scopeProductSchema.shape,
      units: scopeProductSchema.shape.units.optional(),
    }),
  ),
  /** What has to be put right or decided; `product` counts `proposed` from 1. */
  problems: z.array(z.strictObject({ product: z.int().optional(), detail: z.string() })),
  /** Nothing was left unread: the products may be confirmed as read. */
  isWhole: z.boolean(),
})
export type ReviewView = z.infer<typeof reviewViewSchema>

/** What opening, confirming and dismissing answer. */
export const reviewAnswerSchema = z.strictObject({
  reviewId: idSchema,
  status: reviewSummarySchema.shape.status,
  version: z.int(),
})
export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>
