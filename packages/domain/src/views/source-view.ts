import { z } from 'zod'
import { mergedFieldSchema } from '../sources/merge-fields.ts'
import { proposalSchema } from '../sources/proposal.ts'
import { sourceFields, sourceKinds, sourceProblemSchema } from '../sources/source-record.ts'
import { idSchema } from '../text.ts'

const mergedFieldsSchema = z.partialRecord(z.enum(sourceFields), mergedFieldSchema)

/** What a firm imported about one recall, in a list: `GET /v1/sources`. */
export const sourceSummarySchema = z.strictObject({
  sourceId: idSchema,
  /** FDA's event, e.g. "82984"; records before June 2012 have none. */
  eventId: z.string().optional(),
  recallNumbers: z.array(z.string()),
  /** The recalling firm by the records' own word. */
  firmName: z.string().optional(),
  product: z.string().optional(),
  recallClass: z.string().optional(),
  status: z.string().optional(),
  records: z.int(),
  /** More than there are records where a record came again with another text. */
  versions: z.int(),
  /** The recall it was attached to. */
  recallId: idSchema.optional(),
  proposes: z.enum(['draft', 'revision', 'nothing']),
  firstImportedAt: z.string(),
  changedAt: z.string(),
})
export type SourceSummary = z.infer<typeof sourceSummarySchema>

/** One of them with whose word each value is: `GET /v1/sources/{sourceId}`. */
export const sourceViewSchema = sourceSummarySchema.extend({
  fields: mergedFieldsSchema,
  products: z.array(z.strictObject({ recallNumber: z.string(), fields: mergedFieldsSchema })),
  history: z.array(
    z.strictObject({
      source: z.enum(sourceKinds),
      recallNumber: z.string(),
      importedAt: z.string(),
      asOf: z.string().optional(),
      hash: z.string(),
      /** Whether it is the version that speaks. */
      newest: z.boolean(),
      problems: z.array(sourceProblemSchema),
    }),
  ),
  proposal: proposalSchema,
})
export type SourceView = z.infer<typeof sourceViewSchema>

/** What an import came to, event by event: `POST /v1/sources/openfda`. Nothing was sent, and no case opened. */
export const sourceImportSchema = z.strictObject({
  events: z.array(
    z.strictObject({
      sourceId: idSchema,
      eventId: z.string().optional(),
      recallNumbers: z.array(z.string()),
      /** `enriched`: it belongs to a recall of the firm. `problem`: nothing of the event was stored. */
      outcome: z.enum(['draft-proposed', 'enriched', 'unchanged', 'problem']),
      recallId: idSchema.optional(),
      problems: z.array(sourceProblemSchema),
    }),
  ),
  /** Records that could not be used, by JSON pointer into the file. */
  refused: z.array(sourceProblemSchema),
  /** Members this reader does not know, over all records. */
  unknownKeys: z.int(),
})
export type SourceImport = z.infer<typeof sourceImportSchema>

/** What attaching answers. */
export const sourceAttachedSchema = z.strictObject({
  sourceId: idSchema,
  recallId: idSchema,
  aliases: z.array(z.string()),
  proposes: z.enum(['draft', 'revision', 'nothing']),
})
