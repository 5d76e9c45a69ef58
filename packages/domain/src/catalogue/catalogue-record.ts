import { z } from 'zod'
import { dateSchema } from '../time.ts'

/** What a DI of a record stands for (GUDID Device Identifier Record, "DI type"). `unknown`: the file says something else. */
const identifierTypes = [
  'primary',
  'secondary',
  'package',
  'unit-of-use',
  'direct-marking',
  'previous',
  'unknown',
] as const

export const agencies = ['gs1', 'hibcc', 'iccbba', 'ndc', 'unknown'] as const
export type Agency = (typeof agencies)[number]

/** What can be wrong with an identifier. It is kept as the file has it, says so, and links nothing. */
export const identifierProblemSchema = z.strictObject({
  field: z.enum(['di', 'containedDi']),
  code: z.enum([
    'check-digit',
    'gtin-length',
    'gtin-characters',
    'gtin-under-hibcc',
    'hibcc-form',
    'iccbba-form',
    'ndc-form',
    'agency-unknown',
    'type-unknown',
    'contained-di-not-listed',
  ]),
  /** One sentence for a person. */
  message: z.string(),
})
export type IdentifierProblem = z.infer<typeof identifierProblemSchema>

export const catalogueIdentifierSchema = z.strictObject({
  /** GS1: 14 digits. HIBCC: 6 to 23 characters without + and check character. As the file has it where a problem says so. */
  di: z.string(),
  type: z.enum(identifierTypes),
  agency: z.enum(agencies),
  /** Package: the DI of what is inside, one level down. */
  containedDi: z.string().optional(),
  /** Package: how many of `containedDi` are inside. */
  quantity: z.int().min(1).optional(),
  /** Package: as the file has it, e.g. "Not in Commercial Distribution". */
  status: z.string().optional(),
  discontinuedOn: dateSchema.optional(),
  problems: z.array(identifierProblemSchema).optional(),
})
export type CatalogueIdentifier = z.infer<typeof catalogueIdentifierSchema>

/**
 * One device of the public device catalogue (FDA's GUDID): one version or model of one company with every DI it is known
 * by. The record key is its identity, since even the primary DI of a record can change.
 */
export const catalogueRecordSchema = z.strictObject({
  /** GUDID's public device record key; `di:` and the primary DI for files that leave the key out. */
  recordKey: z.string(),
  /** GUDID's public version: number (0 where the file has none), date, and "New" or "Update". */
  version: z.strictObject({
    number: z.int().min(0),
    date: dateSchema.optional(),
    status: z.string().optional(),
  }),
  /** "Published", "Unpublished" or "Deactivated", as the file has it. */
  recordStatus: z.string().optional(),
  company: z.string(),
  brand: z.string().optional(),
  versionOrModel: z.string().optional(),
  catalogueNumber: z.string().optional(),
  identifiers: z.array(catalogueIdentifierSchema),
  /** Which production identifiers the label carries. */
  onLabel: z.strictObject({
    lot: z.boolean(),
    serial: z.boolean(),
    expiryDate: z.boolean(),
    manufactureDate: z.boolean(),
    donationId: z.boolean(),
  }),
  distribution: z.strictObject({ status: z.string().optional(), endedOn: dateSchema.optional() }),
})
export type CatalogueRecord = z.infer<typeof catalogueRecordSchema>

/** The key of a record whose file gives none: a record has one primary DI, and no other record has it as primary. */
export const keyOfPrimary = (di: string): string => `di:${di}`

export const isKeyless = ({ recordKey }: CatalogueRecord): boolean => recordKey.startsWith(keyOfPrimary(''))

/** The DIs that a record calls one product, each once: all but those that cannot be right. */
export const linkingDisOf = (record: CatalogueRecord): readonly string[] => [
  ...new Set(record.identifiers.filter(isSound).map(({ di }) => di)),
]

const isSound = ({ problems = [] }: CatalogueIdentifier): boolean =>
  !problems.some(({ field }) => field === 'di')

/**
 * Whether `next` replaces `known`: a newer public version does, an older one that is read late does not. Of two texts of
 * one version the later reading wins: files without version numbers would else never be corrected.
 */
export function replaces(next: CatalogueRecord, known: CatalogueRecord): boolean {
  if (next.version.number !== known.version.number) return next.version.number > known.version.number
  return (next.version.date ?? '') >= (known.version.date ?? '')
}
