import type { Instant } from '@recallwire/domain/time.ts'

/** A point in time as people of the facility say it, with the zone: "Tuesday, June 24, 2025, 5:00 PM CDT". */
export const localTime = (at: Instant, timeZone: string, locale = 'en-US'): string =>
  plain(
    new Intl.DateTimeFormat(locale, {
      timeZone,
      weekday: 'long',
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    }).formatToParts(new Date(at)),
  )

export const localDate = (at: Instant, timeZone: string, locale = 'en-US'): string =>
  plain(
    new Intl.DateTimeFormat(locale, {
      timeZone,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
    }).formatToParts(new Date(at)),
  )

/** Versions of ICU differ in "at" and in the blank before PM; a letter rendered again must say the same. */
const plain = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts
    .map((part) => (part.type === 'literal' && part.value.trim() === 'at' ? ', ' : part.value))
    .join('')
    .replace(/[\u00a0\u202f]/g, ' ')
