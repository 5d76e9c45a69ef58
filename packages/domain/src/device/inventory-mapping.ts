import { z } from 'zod'
import { idSchema, lineOf } from '../text.ts'
import { instantSchema } from '../time.ts'
import { deviceInputSchema } from './observation.ts'

/** `facilityCode`: the organisation's own code of the site, instead of our id. */
export const deviceColumns = z.enum(['facilityCode', ...deviceInputSchema.keyof().options])
export type DeviceColumn = z.infer<typeof deviceColumns>

/**
 * How an inventory writes its dates of manufacture and expiry. ISO 8601 is read as well, whatever is declared. `excel-1900` and
 * `excel-1904` are days since the beginning of a workbook's calendar, as an export without cell formats has them.
 */
export const dateFormatSchema = z.enum([
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD-MMM-YYYY',
  'excel-1900',
  'excel-1904',
])
export type DateFormat = z.infer<typeof dateFormatSchema>

/** The part of an address by which a mapping is named. */
export const mappingNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, 'name a mapping by up to 60 letters, digits, dots and hyphens')

/** What is the same for all rows of a file; a serial or an asset tag never is. */
const constantsSchema = z.strictObject({
  facilityCode: lineOf(80).optional(),
  manufacturer: lineOf(200).optional(),
  ref: lineOf(80).optional(),
  di: lineOf(40).optional(),
  location: lineOf(200).optional(),
  presence: z.enum(['present', 'removed']).optional(),
})

/**
 * How one organisation's own CSV files are read, decided once by a person: `columns` says for each heading which field of a
 * device it is, or null for a column that is knowingly left unread.
 */
export const inventoryMappingSchema = z
  .strictObject({
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    columns: z
      .record(lineOf(200), deviceColumns.nullable())
      .refine((columns) => Object.keys(columns).length <= 300, 'at most 300 columns'),
    constants: constantsSchema.default({}),
    dateFormat: dateFormatSchema.optional(),
  })
  .superRefine(({ columns, constants }, context) => {
    const fields = Object.values(columns).filter((field) => field !== null)
    const twice = fields.find((field, index) => fields.indexOf(field) !== index)
    const message = `two columns are ${twice}: which one is right is not for a program to say`
    if (twice !== undefined) context.addIssue({ code: 'custom', path: ['columns'], message })
    const both =
      (fields.includes('facilityCode') || constants.facilityCode !== undefined) &&
      fields.includes('facilityId')
    if (both)
      context.addIssue({
        code: 'custom',
        path: ['columns'],
        message: 'name the site by facilityId or facilityCode, not by both',
      })
  })
export type InventoryMapping = z.infer<typeof inventoryMappingSchema>

/** A mapping as an organisation keeps it. */
export const storedMappingSchema = z.strictObject({
  mappingId: idSchema,
  organisationId: idSchema,
  name: mappingNameSchema,
  mapping: inventoryMappingSchema,
  updatedAt: instantSchema,
  /** The person whose decision it is. */
  updatedBy: z.string(),
})
export type StoredMapping = z.infer<typeof storedMappingSchema>

/** What `GET /v1/devices/mappings/{name}` shows of it. */
export const mappingViewSchema = storedMappingSchema.pick({ name: true, mapping: true, updatedAt: true })
export type MappingView = z.infer<typeof mappingViewSchema>
