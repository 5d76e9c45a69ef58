import { z } from 'zod'
import { letterPlanSchema } from '../casework/case.ts'
import { instantSchema } from '../time.ts'

/**
 * What can happen to a letter. "Accepted by the mail service" is not delivered, opened or read; no count merges them.
 */
export const letterEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('LetterQueued'), plan: letterPlanSchema }),
  z.strictObject({
    kind: z.literal('LetterSending'),
    attempt: z.int(),
    mimeHash: z.string(),
    addressCommitment: z.string(),
  }),
  z.strictObject({
    kind: z.literal('LetterSent'),
    attempt: z.int(),
    acceptedAt: instantSchema,
    providerId: z.string(),
    mimeHash: z.string(),
    /** An earlier attempt may have been accepted too. */
    possibleRepeat: z.boolean(),
  }),
  /** The receiving server took it; nobody has read it by that. */
  z.strictObject({ kind: z.literal('LetterDelivered'), attempt: z.int(), at: instantSchema }),
  z.strictObject({
    kind: z.literal('LetterDelayed'),
    attempt: z.int(),
    at: instantSchema,
    because: z.string(),
  }),
  /** The receiving server refused it. `reached`: another report says that it arrived all the same. */
  z.strictObject({
    kind: z.literal('LetterBounced'),
    attempt: z.int(),
    at: instantSchema,
    permanent: z.boolean(),
    reached: z.boolean(),
    because: z.string(),
  }),
  /** The recipient called it unwanted. A safety notice goes on all the same. */
  z.strictObject({
    kind: z.literal('LetterComplained'),
    attempt: z.int(),
    at: instantSchema,
    because: z.string(),
  }),
  z.strictObject({ kind: z.literal('LetterUnclear'), attempt: z.int(), because: z.string() }),
  z.strictObject({ kind: z.literal('LetterRefused'), attempt: z.int(), because: z.string() }),
  z.strictObject({ kind: z.literal('LetterStuck'), because: z.string() }),
  z.strictObject({ kind: z.literal('LetterCancelled'), because: z.string() }),
  /** Someone typed wrong codes into the letter's link; ten alarm. */
  z.strictObject({ kind: z.literal('WrongCodes'), count: z.int() }),
])
export type LetterEvent = z.infer<typeof letterEventSchema>
