import { z } from 'zod'
import { catalogueRecordSchema } from '../catalogue/catalogue-record.ts'
import { idSchema } from '../text.ts'

/** What an import into the device catalogue answers. */
export const catalogueImportViewSchema = z.strictObject({
  importId: idSchema,
  status: z.enum(['running', 'committed', 'incomplete']),
  /** Devices read, and of these the ones that were new or replaced another version. */
  records: z.int(),
  changed: z.int(),
  refused: z.int(),
  /** The first 1,000 refused records, by the line they begin on. */
  refusals: z.array(z.strictObject({ row: z.int(), field: z.string(), reason: z.string() })),
  startedAt: z.string(),
  endedAt: z.string().optional(),
})
export type CatalogueImportView = z.infer<typeof catalogueImportViewSchema>

/** What the installation holds of the catalogue: `GET /v1/catalogue`. */
export const catalogueViewSchema = z.strictObject({
  /** Records, each of its newest version. */
  records: z.int(),
})

/** What the catalogue says of one DI: `GET /v1/catalogue/devices/{di}`. */
export const catalogueDeviceViewSchema = z.strictObject({
  di: z.string(),
  /** Every record that lists it; one, unless the catalogue contradicts itself. */
  records: z.array(catalogueRecordSchema),
  /** The DIs that stand for the same product; not `sure` where a DI is in more than one record. */
  links: z.array(z.strictObject({ di: z.string(), recordKey: z.string(), sure: z.boolean() })),
})
export type CatalogueDeviceView = z.infer<typeof catalogueDeviceViewSchema>
