import { z } from 'zod'
import { letterKindSchema } from '../casework/case.ts'
import { waiverSchema } from '../casework/letter-resolution.ts'
import { idSchema } from '../text.ts'

/** A letter that no further try can bring to its reader: `GET /v1/letters/stuck`. */
export const stuckLetterSchema = z.strictObject({
  letterId: idSchema,
  caseId: idSchema,
  recallId: idSchema,
  facilityId: idSchema,
  facilityName: z.string(),
  kind: letterKindSchema,
  queuedAt: z.string(),
  attempts: z.int(),
  because: z.string(),
  /** One person of the firm proposed that it need not go out; a second one is to decide. */
  waiver: waiverSchema.optional(),
})
export type StuckLetter = z.infer<typeof stuckLetterSchema>

/** What an act about such a letter came to: the letter that stands for it, where it was written again. */
export const letterActSchema = z.strictObject({
  caseId: idSchema,
  letterId: idSchema,
  newLetterId: idSchema.optional(),
})
