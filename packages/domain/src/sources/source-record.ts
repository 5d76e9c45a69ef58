import { z } from 'zod'
import { dateSchema } from '../time.ts'

/** The openFDA endpoint a record comes from: `device/recall` or `device/enforcement`. */
export const sourceKinds = ['openfda-enforcement', 'openfda-recall'] as const
export type SourceKind = (typeof sourceKinds)[number]

/**
 * What a record can say, under one name for both kinds. Dates are calendar dates, the class is `I`, `II`, `III` or
 * `unclassified`, the status `pending`, `ongoing`, `completed` or `terminated`; everything else is the record's own text.
 */
export const sourceFields = [
  'firmName',
  'firmAddress',
  'manufacturer',
  'firmNumber',
  'status',
  'recallClass',
  'initiatedOn',
  'classifiedOn',
  'reportedOn',
  'createdOn',
  'terminatedOn',
  'initiatedBy',
  'firstNotification',
  'distribution',
  'reason',
  'rootCause',
  'action',
  'contact',
  'productDescription',
  'productQuantity',
  'codeInfo',
  'productCode',
  'deviceName',
  'submissions',
] as const
export type SourceField = (typeof sourceFields)[number]

/** A field that could not be read as it should, by JSON pointer into the record (or, while importing, into the file). */
export const sourceProblemSchema = z.strictObject({ pointer: z.string(), detail: z.string() })
export type SourceProblem = z.infer<typeof sourceProblemSchema>

/** One openFDA record as read: what it says, and what of it could not be read. */
export const sourceRecordSchema = z.strictObject({
  source: z.enum(sourceKinds),
  /** e.g. "Z-0053-2020": what the two kinds are joined on. */
  recallNumber: z.string(),
  /** Other recall numbers that the text of the same record gives: records before 2012 hold several products. */
  alsoNumbered: z.array(z.string()),
  /** The event of which this product is a part; records before June 2012 have none. */
  eventId: z.string().optional(),
  fields: z.partialRecord(z.enum(sourceFields), z.string()),
  /** The day the file was made by openFDA's own word (`meta.last_updated`). */
  asOf: dateSchema.optional(),
  /** SHA-256 over the canonical JSON of the members read, as they came: another text is another version. */
  hash: z.string(),
  /** Members that this reader does not know; they are counted and not kept. */
  unknownKeys: z.int().min(0),
  problems: z.array(sourceProblemSchema),
})
export type SourceRecord = z.infer<typeof sourceRecordSchema>

/** Same source, same product: two of these are versions of one record. */
export const recordKeyOf = (record: Pick<SourceRecord, 'source' | 'recallNumber'>): string =>
  `${record.source} ${record.recallNumber}`

/** What a record belongs together with others by: its event and its recall numbers. */
export const marksOfRecord = ({ eventId, recallNumber, alsoNumbered }: SourceRecord): readonly string[] => [
  ...(eventId === undefined ? [] : [`event ${eventId}`]),
  recallNumber,
  ...alsoNumbered,
]
