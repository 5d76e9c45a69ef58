import { z } from 'zod'
import { proseOf } from '../scope/prose-of.ts'
import { scopeProductSchema } from '../scope/scope.ts'
import { idSchema, lineOf, textOf } from '../text.ts'
import { instantSchema } from '../time.ts'

/** What was handed in to be read, and whose it is. The draft is read from the text again whenever it is needed. */
export const reviewOriginSchema = z.strictObject({
  reviewId: idSchema,
  /** The firm whose people decide. */
  organisationId: idSchema,
  /** The recall, and the product of its notice, whose units the text describes; none for a text on its own. */
  recallId: idSchema.optional(),
  productId: scopeProductSchema.shape.productId.optional(),
  title: lineOf(200),
  /** What the text is about, where it does not say so itself. */
  name: scopeProductSchema.shape.name,
  manufacturer: scopeProductSchema.shape.manufacturer,
  dis: scopeProductSchema.shape.dis,
  refs: scopeProductSchema.shape.refs,
  /** Where the text is from, e.g. "Letter to customers of 2 June 2025". */
  source: lineOf(200),
  text: textOf(350_000),
  /** SHA-256 of the text's UTF-8 bytes. */
  textHash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ReviewOrigin = z.infer<typeof reviewOriginSchema>

/** Products as a person confirms them: nothing in them still waits to be read. */
export const confirmedProductsSchema = z
  .array(
    scopeProductSchema.superRefine((product, context) => {
      for (const { path } of proseOf(product.units, ['units'])) {
        const message = 'is still the text itself: say which units it covers'
        context.addIssue({ code: 'custom', path: [...path], message })
      }
    }),
  )
  .min(1, 'confirm at least one product, or dismiss the review')
  .max(200)
  .superRefine((products, context) => {
    const ids = products.map((product) => product.productId)
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) === index) continue
      context.addIssue({ code: 'custom', path: [index, 'productId'], message: `${id} is there already` })
    }
  })
export type ConfirmedProducts = z.infer<typeof confirmedProductsSchema>

/** One value of a product, so that what was read and what was decided can be laid side by side. */
export const productValueSchema = z.strictObject({
  productId: z.string(),
  /** e.g. `UDI-DI`, `lot`, `excepted serial`. */
  of: z.string(),
  value: z.string(),
})
export type ProductValue = z.infer<typeof productValueSchema>

/** What the person changed of what had been read. */
export const reviewChangesSchema = z.strictObject({
  added: z.array(productValueSchema),
  removed: z.array(productValueSchema),
  /** Products whose values are joined otherwise (both instead of either, excepted instead of covered). */
  restructured: z.array(z.string()),
})
export type ReviewChanges = z.infer<typeof reviewChangesSchema>

/** `superseded`: the notice no longer has these words, or is over. */
export const dismissalSchema = z.strictObject({
  because: z.enum(['person', 'superseded']),
  reason: textOf(2_000),
})

export const confirmationSchema = z.strictObject({
  products: confirmedProductsSchema,
  note: textOf(2_000).optional(),
  changes: reviewChangesSchema,
})

const settled = { by: z.string(), at: instantSchema }

/** A text about which units a recall covers, waiting for a person to confirm what it means. */
export const reviewSchema = reviewOriginSchema.extend({
  openedAt: instantSchema,
  openedBy: z.string(),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('open') }),
    confirmationSchema.extend({ status: z.literal('confirmed'), ...settled }),
    dismissalSchema.extend({ status: z.literal('dismissed'), ...settled }),
  ]),
})
export type Review = z.infer<typeof reviewSchema>

export const reviewStatuses = ['open', 'confirmed', 'dismissed'] as const
export type ReviewStatus = Review['state']['status']

/** A review in a list, without the text and what was made of it. */
export const reviewSummarySchema = reviewSchema
  .omit({ text: true, state: true, dis: true, refs: true })
  .extend({ status: z.enum(reviewStatuses), characters: z.int() })
export type ReviewSummary = z.infer<typeof reviewSummarySchema>

export function summaryOf(review: Review): ReviewSummary {
  const { text, state, dis: _dis, refs: _refs, ...rest } = review
  return { ...rest, status: state.status, characters: text.length }
}
