import { dateSchema } from '@recallwire/domain/time.ts'
import { z } from 'zod'

export const asOfQuery = z.object({ asOf: z.union([dateSchema, z.literal('')]).optional() })

/** The end of the chosen day in UTC, or undefined for "now": a day that is not over yet is told as it stands. */
export const asOfOf = (date: string | undefined, now: string): string | undefined => {
  if (date === undefined || date === '') return undefined
  const end = `${date}T23:59:59.999Z`
  return end > now ? undefined : end
}
