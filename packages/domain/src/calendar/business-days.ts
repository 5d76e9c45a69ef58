import { Temporal } from 'temporal-polyfill'

/**
 * Names the rule table below. It is stored beside every due date, so that a date computed today can be explained after
 * the table has changed; a changed table gets a new name.
 */
export const federalCalendar = 'us-federal-2026a'

type Holiday = { readonly name: string; readonly month: number; readonly since?: number } & (
  | { readonly day: number }
  | { readonly weekday: number; readonly occurrence: number | 'last' }
)

const monday = 1
const thursday = 4
const friday = 5

/**
 * The legal public holidays of 5 U.S.C. 6103(a). Inauguration Day is left out, since it frees only the Washington area
 * (6103(c)), and so are days on which a President closes federal offices by order.
 */
const holidays: readonly Holiday[] = [
  { name: "New Year's Day", month: 1, day: 1 },
  { name: 'Birthday of Martin Luther King, Jr.', month: 1, weekday: monday, occurrence: 3 },
  { name: "Washington's Birthday", month: 2, weekday: monday, occurrence: 3 },
  { name: 'Memorial Day', month: 5, weekday: monday, occurrence: 'last' },
  { name: 'Juneteenth National Independence Day', month: 6, day: 19, since: 2021 },
  { name: 'Independence Day', month: 7, day: 4 },
  { name: 'Labor Day', month: 9, weekday: monday, occurrence: 1 },
  { name: 'Columbus Day', month: 10, weekday: monday, occurrence: 2 },
  { name: 'Veterans Day', month: 11, day: 11 },
  { name: 'Thanksgiving Day', month: 11, weekday: thursday, occurrence: 4 },
  { name: 'Christmas Day', month: 12, day: 25 },
]

/** Whether US federal offices work on a date (`YYYY-MM-DD`). Throws RangeError for what is not a date. */
export function isBusinessDay(date: string): boolean {
  return isWorked(Temporal.PlainDate.from(date))
}

/**
 * The `count`-th business day after a date, both as `YYYY-MM-DD`. The date itself is not counted, as in Federal Rule of
 * Civil Procedure 6(a)(1). A count of 0 gives the date, or the next business day where it is none. Throws RangeError
 * for what is not a date, or a count that is not a whole number from 0.
 */
export function addBusinessDays(date: string, count: number): string {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`count: ${count} is not a whole number of business days from 0`)
  }
  let day = Temporal.PlainDate.from(date)
  if (count === 0) while (!isWorked(day)) day = day.add({ days: 1 })
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 })
    if (isWorked(day)) left -= 1
  }
  return day.toString()
}

function isWorked(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= friday && !isObserved(day)
}

/**
 * A holiday on a Saturday is observed on the Friday before (5 U.S.C. 6103(b)(1)), which for New Year's Day is in the
 * year before; one on a Sunday on the Monday after (Executive Order 11582, section 3).
 */
function isObserved(day: Temporal.PlainDate): boolean {
  if (isHoliday(day)) return true
  if (day.dayOfWeek === friday) return isHoliday(day.add({ days: 1 }))
  return day.dayOfWeek === monday && isHoliday(day.subtract({ days: 1 }))
}

function isHoliday(day: Temporal.PlainDate): boolean {
  return holidays.some((holiday) => {
    if (day.month !== holiday.month || day.year < (holiday.since ?? day.year)) return false
    if ('day' in holiday) return day.day === holiday.day
    if (day.dayOfWeek !== holiday.weekday) return false
    return holiday.occurrence === 'last'
      ? day.day + 7 > day.daysInMonth
      : Math.ceil(day.day / 7) === holiday.occurrence
  })
}
