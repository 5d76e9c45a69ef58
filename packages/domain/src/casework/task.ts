import { z } from 'zod'
import { contactRoles } from '../directory/facility.ts'
import { idSchema } from '../text.ts'
import { instantSchema } from '../time.ts'

/** What the firm's people are asked to do: a call, a text message, or to look into a unit that surfaced. */
export const taskSchema = z.strictObject({
  taskId: idSchema,
  /** A unit that surfaced is to be looked into at once; absent for a call. */
  kind: z.enum(['surfaced', 'text']).optional(),
  because: z.string(),
  /** Whom to reach, where a ladder says so. */
  role: z.enum(contactRoles).optional(),
  raisedAt: instantSchema,
  /** Who of the firm's people took it on, by the id under which he acts. */
  taken: z.strictObject({ by: z.string(), at: instantSchema }).optional(),
  doneAt: instantSchema.optional(),
  doneBy: z.string().optional(),
  outcome: z.string().optional(),
})
export type Task = z.infer<typeof taskSchema>
