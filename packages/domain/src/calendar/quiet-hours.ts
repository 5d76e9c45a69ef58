import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { RecallClass } from '../notice/notice-content.ts'
import type { Instant } from '../time.ts'

const time = '([01]\\d|2[0-3]):[0-5]\\d'

/** `HH:MM-HH:MM` on the clock of the facility, over midnight where the second is the earlier; `none`: letters leave at any hour. */
export const quietHoursSchema = z
  .string()
  .regex(new RegExp(`^(none|${time}-${time})$`), 'write hours such as 20:00-07:00, or none')
  .transform((text): QuietHours | undefined => {
    if (text === 'none') return undefined
    const [from = '', until = ''] = text.split('-')
    return { from, until }
  })

export type QuietHours = { readonly from: string; readonly until: string }

/** Nothing may hold back a letter about class I, or about a recall that nobody has classified. */
export const mayWait = (recallClass: RecallClass): boolean => recallClass !== null && recallClass !== 'I'

/**
 * When the quiet hours end that `at` falls into, on the clock of the facility, whatever daylight saving time does in between;
 * undefined outside of them.
 */
export function endOfQuiet(at: Instant, { from, until }: QuietHours, timeZone: string): Instant | undefined {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const overnight = until <= from
  const isQuiet = overnight ? clock >= from || clock < until : clock >= from && clock < until
  if (!isQuiet) return undefined
  const day = overnight && clock >= from ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  const end = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(until) })
  return end.toInstant().toString({ fractionalSecondDigits: 3 })
}
