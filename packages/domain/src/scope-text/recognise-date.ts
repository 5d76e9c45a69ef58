import type { Token } from './tokenise.ts'

/** A date of the text as the days it may mean: one day, or all days of a month. */
export type ReadDate = { readonly first: string; readonly last: string; readonly next: number }

/** Reads a date: 05/04/2024, 9/08, 2024-05-04, 2015/08, 31JAN2021, February 2015, December 15, 2010. */
export function recogniseDate(tokens: readonly Token[], at: number): ReadDate | undefined {
  const token = tokens[at]
  if (token?.kind !== 'word') return undefined
  return readNumeric(token.key, at + 1) ?? readJoined(token.key, at + 1) ?? readWords(tokens, at)
}

function readNumeric(key: string, next: number): ReadDate | undefined {
  const parts = key.split(/[/.-]/)
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part))) return undefined
  const [one = '', two = '', three] = parts
  if (three === undefined) {
    if (one.length === 4) return two.length <= 2 ? monthOf(one, two, next) : undefined
    return one.length <= 2 && (two.length === 4 || (two.length === 2 && key.includes('/')))
      ? monthOf(two, one, next)
      : undefined
  }
  if (one.length === 4) return dayOf(one, two, three, next)
  if (one.length > 2 || two.length > 2 || (three.length !== 4 && three.length !== 2)) return undefined
  return dayOf(three, one, two, next) ?? dayOf(three, two, one, next)
}

/** `31jan2021`, `31-jan-2021`, `jan-2021`, `2021jan31`. */
function readJoined(key: string, next: number): ReadDate | undefined {
  const yearFirst = /^(\d{4})[-/]?([a-z]{3})[-/]?(\d{2})$/.exec(key)
  const monthOfYear = monthNumber(yearFirst?.[2])
  if (monthOfYear !== undefined) return dayOf(yearFirst?.[1] ?? '', monthOfYear, yearFirst?.[3] ?? '', next)
  const match = /^(\d{1,2})?[-/]?([a-z]{3,9})[-/]?(\d{4}|\d{2})$/.exec(key)
  const month = monthNumber(match?.[2])
  const [day, year] = [match?.[1], match?.[3]]
  if (month === undefined || year === undefined) return undefined
  return day === undefined ? monthOf(year, month, next) : dayOf(year, month, day, next)
}

function readWords(tokens: readonly Token[], at: number): ReadDate | undefined {
  const month = monthNumber(tokens[at]?.key)
  if (month !== undefined) return afterMonth(tokens, month, tokens[at + 1]?.key === '.' ? at + 2 : at + 1)
  const [day, name, year] = [
    tokens[at]?.key ?? '',
    monthNumber(tokens[at + 1]?.key),
    tokens[at + 2]?.key ?? '',
  ]
  if (!/^\d{1,2}$/.test(day) || name === undefined || !/^\d{4}$/.test(year)) return undefined
  return dayOf(year, name, day, at + 3)
}

/** "2015", "15, 2010", "15th, 2010": what stands behind the name of a month. */
function afterMonth(tokens: readonly Token[], month: string, at: number): ReadDate | undefined {
  const comma = tokens[at + 1]?.key === ',' ? 1 : 0
  const [first, year] = [tokens[at]?.key ?? '', tokens[at + 1 + comma]?.key ?? '']
  if (/^\d{4}$/.test(first)) return monthOf(first, month, at + 1)
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(first)?.[1]
  return day !== undefined && /^\d{4}$/.test(year) ? dayOf(year, month, day, at + 2 + comma) : undefined
}

/** Eight or six digits are a date only where a label says so: "Exp 20240531". */
export function recogniseDigitDate(tokens: readonly Token[], at: number): ReadDate | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})?$/.exec(tokens[at]?.key ?? '')
  const [, year = '', month = '', day] = match ?? []
  if (match === null) return undefined
  if (day === undefined) return monthOf(year, month, at + 1)
  const [, one = '', other = '', last = ''] = /^(\d{2})(\d{2})(\d{4})$/.exec(tokens[at]?.key ?? '') ?? []
  return dayOf(year, month, day, at + 1) ?? dayOf(last, one, other, at + 1)
}

function dayOf(year: string, month: string, day: string, next: number): ReadDate | undefined {
  const whole = monthOf(year, month, next)
  if (whole === undefined || Number(day) < 1 || Number(day) > Number(whole.last.slice(8))) return undefined
  const date = `${whole.first.slice(0, 8)}${day.padStart(2, '0')}`
  return { first: date, last: date, next }
}

function monthOf(year: string, month: string, next: number): ReadDate | undefined {
  const full = year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year)
  if (year.length === 3 || full < 1970 || full > 2099 || Number(month) < 1 || Number(month) > 12)
    return undefined
  const start = `${full}-${month.padStart(2, '0')}`
  const days = new Date(Date.UTC(full, Number(month), 0)).getUTCDate()
  return { first: `${start}-01`, last: `${start}-${days}`, next }
}

const monthNames =
  'january february march april may june july august september october november december'.split(' ')

function monthNumber(key: string | undefined): string | undefined {
  if (key === undefined || key.length < 3) return undefined
  const index = key === 'sept' ? 8 : monthNames.findIndex((name) => name === key || name.slice(0, 3) === key)
  return index < 0 ? undefined : String(index + 1).padStart(2, '0')
}

/** The day before or after, for "before 9/08" and "after 9/08". */
export function shiftDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
