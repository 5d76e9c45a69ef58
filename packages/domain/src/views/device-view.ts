import { z } from 'zod'
import { unitFactsSchema } from '../device/holding.ts'
import { inventoryDifferenceSchema } from '../device/inventory-difference.ts'
import { verdictSchema } from '../scope/verdict.ts'
import { idSchema } from '../text.ts'
import { basisParts, overrideSchema, proposalSchema } from '../verdict-override/override.ts'

const rowRemarkSchema = z.strictObject({ row: z.int(), field: z.string(), reason: z.string() })

/** What a device upload answers, at once (202) and at `GET /v1/imports/{importId}`. */
export const importViewSchema = z.strictObject({
  importId: idSchema,
  /** `checked`: a dry run, of which nothing is stored but this report. */
  status: z.enum(['staging', 'checked', 'committed', 'refused', 'abandoned']),
  accepted: z.int(),
  refused: z.int(),
  /** The first 1,000 refused rows. */
  refusals: z.array(rowRemarkSchema),
  /** The first 1,000 remarks on accepted rows: what was left unknown, or taken in the one way that is safe. */
  warnings: z.array(rowRemarkSchema).default([]),
  startedAt: z.string(),
  committedAt: z.string().optional(),
  dryRun: z.literal(true).optional(),
  /** The file is said to be everything its facilities hold. */
  complete: z.literal(true).optional(),
  /** Until then `POST /v1/imports/{importId}/commit` imports the very rows that were checked. */
  keptUntil: z.string().optional(),
  /** How far the work is: rows read, and then rows compared with the registry. */
  read: z.int().optional(),
  compared: z.int().optional(),
  /** Of a dry run: what an import asked for in the same way would come to. */
  wouldBe: z.enum(['committed', 'rows-refused', 'removals-need-confirmation']).optional(),
  difference: inventoryDifferenceSchema.optional(),
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

/** A unit of a recall with its verdict. What people decided or propose is shown to the recall's own firm and to regulators. */
export const matchItemSchema = z.strictObject({
  matchId: idSchema,
  custodyId: idSchema,
  facilityId: idSchema,
  facts: unitFactsSchema.omit({ location: true }),
  revision: z.int(),
  verdict: verdictSchema,
  /** The verdict that people decided, with the computed one in `basis`. */
  override: overrideSchema.optional(),
  proposal: proposalSchema
    .extend({
      /** What changed since it was proposed; with anything in it the proposal can only be declined. */
      changed: z.array(z.enum(basisParts)),
    })
    .optional(),
})
export type MatchItem = z.infer<typeof matchItemSchema>

/** Every candidate unit of a recall with its verdict: `GET /v1/recalls/{recallId}/matches`. */
export const matchPageSchema = z.strictObject({
  counts: z.strictObject({ affected: z.int(), possible: z.int(), outside: z.int() }),
  items: z.array(matchItemSchema),
  next: z.string().optional(),
})
export type MatchPage = z.infer<typeof matchPageSchema>
