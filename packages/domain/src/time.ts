import { z } from 'zod'

/** An instant in UTC with milliseconds, e.g. `2025-06-20T14:00:00.000Z`: sorts as text. */
export const instantSchema = z.iso.datetime({
  precision: 3,
  error: 'write an instant in UTC such as 2025-06-20T14:00:00.000Z',
})

/** A calendar date, e.g. `2025-06-20`. */
export const dateSchema = z.iso.date({ error: 'write a calendar date such as 2025-06-20' })

export type Instant = z.infer<typeof instantSchema>

export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

export const addMs = (instant: Instant, ms: number): Instant => instantOf(Date.parse(instant) + ms)

/** To the minute, for a sentence: `2025-06-20 14:00 UTC`. */
export const minuteOf = (instant: Instant): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`
