import { z } from 'zod'
import { idSchema } from '../text.ts'
import { factsOf, type Holding, isLive, type UnitFacts, unitFactsSchema } from './holding.ts'

/** What a row does to the registry. `returning`: a unit that had left is here again. */
export type DifferenceKind = 'added' | 'changed' | 'unchanged' | 'removed' | 'returning'

const valueSchema = z.union([z.string(), z.int()])

const fieldChangeSchema = z.strictObject({
  field: z.string(),
  /** Left out where nothing was, or will be, known. */
  before: valueSchema.optional(),
  after: valueSchema.optional(),
})
export type FieldChange = z.infer<typeof fieldChangeSchema>

const unitDifferenceSchema = z.strictObject({
  kind: z.enum(['added', 'changed', 'removed', 'returning']),
  /** Line of the file or place in the array; left out for a unit that a complete inventory does not list. */
  row: z.int().optional(),
  facilityId: idSchema,
  holdingId: idSchema,
  /** The unit as it will be known. */
  facts: unitFactsSchema,
  /** For `changed` and `returning`: what is known now, and then. */
  changes: z.array(fieldChangeSchema),
})
export type UnitDifference = z.infer<typeof unitDifferenceSchema>

const facilityDifferenceSchema = z.strictObject({
  facilityId: idSchema,
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  removed: z.int(),
  returning: z.int(),
  /** Of the unchanged: rows older than what the registry knows of their unit. */
  older: z.int(),
  /** Of the removed: units that a complete inventory does not list. */
  unlisted: z.int(),
  /** Live units before; known where the inventory is said to be complete. */
  live: z.int().optional(),
})
export type FacilityDifference = z.infer<typeof facilityDifferenceSchema>

/** What an inventory does, or would do, to the registry. */
export const inventoryDifferenceSchema = z.strictObject({
  facilities: z.array(facilityDifferenceSchema),
  /** The first 200 of each kind, in row order. */
  examples: z.array(unitDifferenceSchema),
  /** Rows of earlier imports that had not reached the registry when this was compared with it; 0 when it is exact. */
  behind: z.int(),
})
export type InventoryDifference = z.infer<typeof inventoryDifferenceSchema>

/** A row's effect. `after` is undefined when the row is no news. */
export function compareHoldings(
  before: Holding | undefined,
  after: Holding | undefined,
): { readonly kind: DifferenceKind; readonly changes: readonly FieldChange[] } {
  const wasLive = before !== undefined && isLive(before)
  if (after === undefined || (!wasLive && !isLive(after))) return { kind: 'unchanged', changes: [] }
  if (!isLive(after)) return { kind: 'removed', changes: [] }
  if (before === undefined) return { kind: 'added', changes: [] }
  const changes = changesOf(factsOf(before), factsOf(after))
  if (!wasLive) return { kind: 'returning', changes }
  return { kind: changes.length > 0 ? 'changed' : 'unchanged', changes }
}

function changesOf(before: UnitFacts, after: UnitFacts): readonly FieldChange[] {
  return unitFactsSchema.keyof().options.flatMap((field) => {
    const [was, is] = [before[field], after[field]]
    if (was === is) return []
    return {
      field,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    }
  })
}

/** More than this share of a facility's live units missing from a complete inventory looks like half a file. */
const mostUnlisted = 0.1

/** The facilities that would lose so many units that a person must say it is meant. */
export const facilitiesInDoubt = ({ facilities }: InventoryDifference): readonly FacilityDifference[] =>
  facilities.filter(({ unlisted, live = 0 }) => unlisted > live * mostUnlisted)

/** In whole percent, rounded up, so that what is asked about never reads "10 %". */
export const percentUnlisted = ({ unlisted, live = 0 }: FacilityDifference): number =>
  live === 0 ? 0 : Math.min(100, Math.ceil((unlisted * 100) / live))
