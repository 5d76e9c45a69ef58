import { z } from 'zod'

export const ingestionConfigSchema = z.object({
  /** The largest CSV file of devices, in bytes; a larger one is answered with 413 and nothing of it is kept. */
  RECALLWIRE_IMPORT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(256 * 1024 * 1024),
})
export type IngestionConfig = z.infer<typeof ingestionConfigSchema>
