import { letterKindSchema } from '@recallwire/domain/casework/case.ts'
import { idSchema } from '@recallwire/domain/text.ts'
import { z } from 'zod'

/** What `GET /v1/letters/stuck` answers. */
export const stuckLettersSchema = z.array(
  z.object({
    letterId: idSchema,
    caseId: idSchema,
    recallId: idSchema,
    facilityId: idSchema,
    facilityName: z.string(),
    kind: letterKindSchema,
    queuedAt: z.string(),
    attempts: z.int(),
    because: z.string(),
  }),
)
export type StuckLetters = z.output<typeof stuckLettersSchema>
