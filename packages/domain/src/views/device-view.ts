import { z } from 'zod'
import { unitFactsSchema } from '../device/holding.ts'
import { verdictSchema } from '../scope/verdict.ts'
import { idSchema } from '../text.ts'

const rowRemarkSchema = z.strictObject({ row: z.int(), field: z.string(), reason: z.string() })

/** What a device upload answers, at once (202) and at `GET /v1/imports/{importId}`. */
export const importViewSchema = z.strictObject({
  importId: idSchema,
  status: z.enum(['staging', 'committed', 'refused']),
  accepted: z.int(),
  refused: z.int(),
  /** The first 1,000 refused rows. */
  refusals: z.array(rowRemarkSchema),
  /** The first 1,000 remarks on accepted rows: what was left unknown, or taken in the one way that is safe. */
  warnings: z.array(rowRemarkSchema).default([]),
  startedAt: z.string(),
  committedAt: z.string().optional(),
})
export type ImportView = z.infer<typeof importViewSchema>

/** A facility's own inventory: `GET /v1/devices`. */
export const inventoryPageSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      holdingId: idSchema,
      custodyId: idSchema,
      facilityId: idSchema,
      facts: unitFactsSchema,
      openedAt: z.string(),
      verdicts: z.array(z.strictObject({ recallId: idSchema, verdict: verdictSchema })),
    }),
  ),
  next: z.string().optional(),
})
export type InventoryPage = z.infer<typeof inventoryPageSchema>

/** Every candidate unit of a recall with its verdict: `GET /v1/recalls/{recallId}/matches`. */
export const matchPageSchema = z.strictObject({
  counts: z.strictObject({ affected: z.int(), possible: z.int(), outside: z.int() }),
  items: z.array(
    z.strictObject({
      matchId: idSchema,
      custodyId: idSchema,
      facilityId: idSchema,
      facts: unitFactsSchema.omit({ location: true }),
      revision: z.int(),
      verdict: verdictSchema,
    }),
  ),
  next: z.string().optional(),
})
export type MatchPage = z.infer<typeof matchPageSchema>
