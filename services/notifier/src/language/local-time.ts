import type { Instant } from '@recallwire/domain/time.ts'

/** A point in time as people of the facility say it, with the zone: "Tuesday, June 24, 2025, 5:00 PM CDT". */
export const localTime = (at: Instant, timeZone: string, locale: string): string =>
  plain(formatterOf('time', timeZone, locale).formatToParts(new Date(at)))

/** A day as people of the facility say it: "June 20, 2025". */
export const localDate = (at: Instant, timeZone: string, locale: string): string =>
  plain(formatterOf('date', timeZone, locale).formatToParts(new Date(at)))

/** A calendar date, which is the same in every zone. */
export const calendarDate = (date: string, locale: string): string =>
  localDate(`${date}T12:00:00.000Z`, 'UTC', locale)

const shapes = {
  time: {
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

/** Making a formatter takes longer than the rest of a letter; there are as many as zones, times two, times languages. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(shape: keyof typeof shapes, timeZone: string, locale: string): Intl.DateTimeFormat {
  const key = `${shape} ${timeZone} ${locale}`
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...shapes[shape] })
  formatters.set(key, formatter)
  return formatter
}

/** Versions of ICU differ in "at" and in the blank before PM; a letter rendered again must say the same. */
const plain = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts
    .map((part) => (part.type === 'literal' && part.value.trim() === 'at' ? ', ' : part.value))
    .join('')
    .replace(/[\u00a0\u202f]/g, ' ')
