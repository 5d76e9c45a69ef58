import { z } from 'zod'
import { instantSchema } from '../time.ts'

/** Business time of an installation whose clock is simulated. */
export const clockViewSchema = z.strictObject({
  now: instantSchema,
  /** Where a move under way will end. */
  movingTo: instantSchema.optional(),
})
export type ClockView = z.infer<typeof clockViewSchema>

/** The furthest a clock is moved at once: a year. */
export const advanceSchema = z.strictObject({ hours: z.int().min(1).max(8_784) })
