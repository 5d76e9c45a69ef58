import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../time.ts'
import { addBusinessDays, federalCalendar } from './business-days.ts'

/** A due date: the instant, how it came about in words, and the calendar its business days are of. */
export type Due = { readonly at: Instant; readonly rule: string; readonly calendar: string }

/** A facility's time zone that this Node does not know. Facilities are checked when they come in, so that it is a bug. */
export class UnknownTimeZoneError extends RangeError {
  readonly code = 'unknown-time-zone'
  readonly timeZone: string

  constructor(timeZone: string, cause: unknown) {
    super(`timeZone: '${timeZone}' is not an IANA time zone such as America/Chicago`, { cause })
    this.name = 'UnknownTimeZoneError'
    this.timeZone = timeZone
  }
}

/**
 * When something that is owed `businessDays` US federal business days after `from` falls due: at `at` (`HH:MM`) on the
 * clock of `timeZone`, whatever daylight saving time does in between.
 *
 * Days are counted, not hours: the local date of `from` is day 0 at any hour, also at night, on a weekend or on a holiday,
 * and day 1 is the next business day. A letter of Friday 20:00 with two days is due on Tuesday, as is one of Saturday;
 * a reader who is owed whole days would get the wrong date one working day later, and an urgent recall would wait for it.
 * A count of 0 means the first closing time on a business day that is not over at `from`.
 *
 * Throws UnknownTimeZoneError; RangeError for an instant, a time or a count that is none.
 */
export function dueAt(input: {
  readonly from: Instant
  readonly businessDays: number
  readonly timeZone: string
  readonly at: string
}): Due {
  const { businessDays, timeZone, at } = input
  const today = localDateOf(input.from, timeZone)
  const closing = closingAfter(today, businessDays, at, timeZone)
  const isOver = closing.epochMs <= Date.parse(input.from)
  const due = isOver ? closingAfter(today, 1, at, timeZone) : closing
  return {
    at: due.at,
    rule: `${daysInWords(businessDays)} after ${today}, ${at} ${timeZone}`,
    calendar: federalCalendar,
  }
}

/**
 * Letters of one recall ask the same several times each, and calendars take longer than most of a letter. A minute has one date: since
 * long before there were recalls no zone is seconds away from UTC, and none changes its clock within a minute.
 */
function localDateOf(instant: Instant, timeZone: string): string {
  const from = Temporal.Instant.from(instant)
  return remembered(dates, `${Math.floor(from.epochMilliseconds / 60_000)} ${timeZone}`, () => {
    try {
      return from.toZonedDateTimeISO(timeZone).toPlainDate().toString()
    } catch (cause) {
      throw new UnknownTimeZoneError(timeZone, cause)
    }
  })
}

type Closing = { readonly at: Instant; readonly epochMs: number }

const closingAfter = (today: string, businessDays: number, at: string, timeZone: string): Closing =>
  remembered(closings, `${today} ${businessDays} ${at} ${timeZone}`, () => {
    const date = Temporal.PlainDate.from(addBusinessDays(today, businessDays))
    const closing = date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(at) }).toInstant()
    return { at: closing.toString({ fractionalSecondDigits: 3 }), epochMs: closing.epochMilliseconds }
  })

const dates = new Map<string, string>()
const closings = new Map<string, Closing>()
const mostRemembered = 1_000

function remembered<Value>(known: Map<string, Value>, key: string, reckon: () => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  const value = reckon()
  if (known.size >= mostRemembered) known.clear()
  known.set(key, value)
  return value
}

function daysInWords(count: number): string {
  return count === 1 ? '1 business day' : `${count} business days`
}
