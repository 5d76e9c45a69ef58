import { z } from 'zod'
import { instantSchema } from '../time.ts'

/** Why a letter that nobody got need not go out. A list, because it goes into the ledger, where no free text about people may stand. */
export const waiverReasons = [
  'told-by-phone',
  'told-in-person',
  'told-by-another-sender',
  'facility-closed',
  'never-a-customer',
] as const
export type WaiverReason = (typeof waiverReasons)[number]

/** One person of the firm says that a letter need not go out; it counts once a second one has confirmed it. */
export const waiverSchema = z.strictObject({
  reason: z.enum(waiverReasons),
  /** A person's id. */
  proposedBy: z.string(),
  proposedAt: instantSchema,
})

/** What people did about a letter that nobody got. */
export const resolutionSchema = z.strictObject({
  how: z.enum(['written-again', 'by-phone', 'waived']),
  at: instantSchema,
  /** Of a waiver. */
  reason: z.enum(waiverReasons).optional(),
})
export type LetterResolution = z.infer<typeof resolutionSchema>
