import { z } from 'zod'

export const ingestionConfigSchema = z.object({
  /** The largest CSV file of devices, in bytes; a larger one is answered with 413 and nothing of it is kept. */
  RECALLWIRE_IMPORT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(256 * 1024 * 1024),
  /** The largest file of the device catalogue, in bytes. It is read as it comes and never held. */
  RECALLWIRE_CATALOGUE_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(16 * 1024 * 1024 * 1024),
})
export type IngestionConfig = z.infer<typeof ingestionConfigSchema>
