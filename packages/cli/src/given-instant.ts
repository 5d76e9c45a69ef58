import { z } from 'zod'

/** An instant as people write it, with any offset; read as UTC with milliseconds, as the API wants it. */
export const givenInstantSchema = z.iso
  .datetime({ offset: true, error: 'write an instant such as 2025-07-01T12:00:00Z' })
  .transform((text) => new Date(text).toISOString())
