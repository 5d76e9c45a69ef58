import { z } from 'zod'
import type { UnitIdentity } from '../ids.ts'
import { unitKeyOf } from '../ids.ts'
import { idSchema, lineOf } from '../text.ts'
import { dateSchema, instantSchema } from '../time.ts'
import { diSchema } from './device-identifier.ts'

const mark = lineOf(80)

/** A blank at the end may be the check character of a HIBCC carrier; only what a scanner types behind a scan is dropped. */
const withoutLineEnd = (carrier: string): string => carrier.replace(/[\r\n\t]+$/, '')

/**
 * One device as a facility's inventory reports it. `udi` is a carrier's text as scanned or printed; the fields read from
 * it must not contradict the fields beside it. The product is named by the carrier, by `di` (as `normaliseDi` reads it), or by
 * `manufacturer` and `ref`.
 */
export const deviceInputSchema = z.strictObject({
  facilityId: idSchema,
  udi: z.string().overwrite(withoutLineEnd).min(1).max(300).optional(),
  di: z.string().trim().min(1).max(300).optional(),
  manufacturer: lineOf(200).optional(),
  /** Catalogue or model number; needs the manufacturer, since unrelated makers share numbers. */
  ref: mark.optional(),
  serial: mark.optional(),
  lot: mark.optional(),
  /** Units of the lot held here. */
  quantity: z.int().min(1).max(1_000_000).optional(),
  assetTag: mark.optional(),
  softwareVersion: mark.optional(),
  manufacturedOn: dateSchema.optional(),
  expiresOn: dateSchema.optional(),
  /** Where in the facility, e.g. "ICU 3 West": shown only to the facility itself. */
  location: lineOf(200).optional(),
  presence: z.enum(['present', 'removed']).default('present'),
  observedAt: instantSchema,
  /** The inventory system's own version of this record: breaks ties between equal `observedAt`. */
  sourceVersion: z.int().min(0).default(0),
})
export type DeviceInput = z.infer<typeof deviceInputSchema>

/** A checked observation: identifiers normalised, the raw carrier kept. */
export const observationSchema = deviceInputSchema.omit({ udi: true, di: true }).extend({
  udi: z.string().optional(),
  di: diSchema.optional(),
  organisationId: idSchema,
  importId: idSchema,
})
export type Observation = z.infer<typeof observationSchema>

/** Which unit the observation is about, or undefined when neither product nor mark is told (refused at the edge). */
export function unitIdentityOf(observation: Observation): UnitIdentity | undefined {
  const product = productOf(observation)
  if (product === undefined) return undefined
  if (observation.serial !== undefined) return { product, mark: { serial: observation.serial } }
  if (observation.lot !== undefined) return { product, mark: { lot: observation.lot } }
  return assetIdentityOf(observation)
}

/** The same device as its asset tag names it: a row that later learns its serial is still that device. */
export function assetIdentityOf(observation: Observation): UnitIdentity | undefined {
  const product = productOf(observation)
  if (product === undefined || observation.assetTag === undefined) return undefined
  return { product, mark: { assetTag: observation.assetTag, facilityId: observation.facilityId } }
}

function productOf(observation: Observation): UnitIdentity['product'] | undefined {
  if (observation.di !== undefined) return { di: observation.di }
  if (observation.manufacturer === undefined || observation.ref === undefined) return undefined
  return { manufacturer: normaliseMaker(observation.manufacturer), ref: observation.ref.toUpperCase() }
}

/** Makers are compared without case, punctuation and company suffixes: "Baxter Healthcare Corp." is "baxter healthcare". */
export function normaliseMaker(name: string): string {
  const known = normalisedMakers.get(name)
  if (known !== undefined) return known
  const normalised = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(inc|corp|corporation|co|company|ltd|llc|gmbh|sa|ag|plc)\b/g, '')
    .replace(/ +/g, ' ')
    .trim()
  if (normalisedMakers.size < mostMakers) normalisedMakers.set(name, normalised)
  return normalised
}

/** Few makers stand in millions of rows, and each row is asked for its maker several times. */
const normalisedMakers = new Map<string, string>()
const mostMakers = 10_000

/** Keys under which a recall's scope and a registry row find each other. */
export function productKeysOf(product: {
  readonly di?: string | undefined
  readonly manufacturer?: string | undefined
  readonly ref?: string | undefined
}): readonly string[] {
  const keys: string[] = []
  if (product.di !== undefined) keys.push(`di:${product.di}`)
  if (product.manufacturer !== undefined && product.ref !== undefined) {
    keys.push(`ref:${normaliseMaker(product.manufacturer)}|${product.ref.toUpperCase()}`)
  }
  return keys
}

export const unitKeyOfObservation = (observation: Observation): string | undefined => {
  const identity = unitIdentityOf(observation)
  return identity === undefined ? undefined : unitKeyOf(identity)
}
