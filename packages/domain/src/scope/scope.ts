import { z } from 'zod'
import { diSchema } from '../device/device-identifier.ts'
import { productKeysOf } from '../device/observation.ts'
import { lineOf, textOf } from '../text.ts'
import { dateSchema } from '../time.ts'
import { isBackwards } from './marks.ts'

const mark = lineOf(80)
const marks = z.array(mark).min(1).max(50_000)

/** Software is compared segment by segment: `startsWith 6` holds for 6.02.01 and not for 60.1. */
export const softwareTestSchema = z
  .strictObject({
    equals: z.array(mark).min(1).optional(),
    startsWith: mark.optional(),
    atLeast: mark.optional(),
    below: mark.optional(),
    except: z.array(mark).min(1).optional(),
  })
  .refine(
    (test) => Object.values(test).some((bound) => bound !== undefined),
    'give equals, startsWith, atLeast, below or except',
  )
export type SoftwareTest = z.infer<typeof softwareTestSchema>

/**
 * Which units of a product a notice covers. Data, never code. Evaluated in three values: a missing attribute makes a
 * clause unknown, not false (`evaluate-clause.ts`).
 */
export type Clause =
  | { readonly all: true }
  | { readonly lots: readonly string[] }
  | { readonly serials: readonly string[] }
  | { readonly serialRange: { readonly from: string; readonly to: string } }
  | { readonly serialPrefix: readonly string[] }
  | { readonly manufacturedBetween: { readonly from?: string | undefined; readonly to?: string | undefined } }
  | { readonly expiresBetween: { readonly from?: string | undefined; readonly to?: string | undefined } }
  | { readonly software: SoftwareTest }
  | { readonly anyOf: readonly Clause[] }
  | { readonly allOf: readonly Clause[] }
  | { readonly not: Clause }
  | ProseClause

/** The notice's own words, of which no person has confirmed a reading yet. What they leave unclear goes to people. */
export type ProseClause = { readonly prose: string }

const datesSchema = z
  .strictObject({ from: dateSchema.optional(), to: dateSchema.optional() })
  .refine((dates) => dates.from !== undefined || dates.to !== undefined, 'give from, to or both')
  .refine(
    (dates) => dates.from === undefined || dates.to === undefined || dates.from <= dates.to,
    'ends before it begins: exchange from and to',
  )

const serialRangeSchema = z
  .strictObject({ from: mark, to: mark })
  .refine((range) => !isBackwards(range), 'ends before it begins: exchange from and to')

const clauseSchema: z.ZodType<Clause> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.literal(true) }),
    z.strictObject({ lots: marks }),
    z.strictObject({ serials: marks.refine(allDifferent, 'lists a serial twice') }),
    z.strictObject({ serialRange: serialRangeSchema }),
    z.strictObject({ serialPrefix: marks }),
    z.strictObject({ manufacturedBetween: datesSchema }),
    z.strictObject({ expiresBetween: datesSchema }),
    z.strictObject({ software: softwareTestSchema }),
    z.strictObject({ anyOf: z.array(clauseSchema).min(1).max(100) }),
    z.strictObject({ allOf: z.array(clauseSchema).min(1).max(100) }),
    z.strictObject({ not: clauseSchema }),
    z.strictObject({ prose: textOf(350_000) }),
  ]),
)

/** A recalled product: its identifiers, the units of it, and the notice's own words beside both. */
export const scopeProductSchema = z
  .strictObject({
    /** The notice's short name of the product, e.g. "V6": unique within the notice. */
    productId: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
    name: lineOf(300),
    manufacturer: lineOf(200),
    /** Catalogue or model numbers (product codes). */
    refs: z.array(mark).max(500).default([]),
    /** UDI-DIs of every package level: 14 digits each (GS1), or as HIBCC and ICCBBA write them. */
    dis: z.array(diSchema).max(500).default([]),
    units: clauseSchema,
    /** The scope as the notice prints it. */
    verbatim: textOf(350_000),
  })
  .refine(
    (product) => product.dis.length + product.refs.length > 0,
    'name at least one UDI-DI or product code',
  )
export type ScopeProduct = z.infer<typeof scopeProductSchema>

export const keysOfProduct = (product: ScopeProduct): readonly string[] => [
  ...new Set([
    ...product.dis.flatMap((di) => productKeysOf({ di })),
    ...product.refs.flatMap((ref) => productKeysOf({ manufacturer: product.manufacturer, ref })),
  ]),
]

function allDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
