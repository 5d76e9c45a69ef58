import { isDigits } from './character-sets.ts'

/** How a date is written: Y year, M month, D day, J day of the year, H hour. */
export type DateLayout =
  | 'MMYY'
  | 'MMDDYY'
  | 'YYMMDD'
  | 'YYMMDDHH'
  | 'YYJJJ'
  | 'YYJJJHH'
  | 'YYYYMMDD'
  | 'YYYJJJ'

/**
 * The day a YYMMDD text of GS1 means, as YYYY-MM-DD, or undefined when there is no such day. Day 00 is the last day of the
 * month. The century is the one that puts the year within 49 before and 50 after `currentYear` (GS1 General
 * Specifications, section 7.12).
 */
export function parseUdiDate(text: string, currentYear: number): string | undefined {
  const day = dayIn(text, currentYear)
  if (day === undefined) return undefined
  return renderDay(chooseYear(numberAt(text, 0), 100, currentYear), numberAt(text, 2), day)
}

/** True for a YYMMDD text of GS1 that means a day. */
export const isUdiDate = (text: string, currentYear: number): boolean =>
  dayIn(text, currentYear) !== undefined

/** The day of the month of a YYMMDD text of GS1. Each digit is looked at once: a carrier has two dates. */
function dayIn(text: string, currentYear: number): number | undefined {
  if (text.length !== 6) return undefined
  const year = numberAt(text, 0)
  const month = numberAt(text, 2)
  const day = numberAt(text, 4)
  if (year < 0 || month < 1 || month > 12 || day < 0) return undefined
  const lastDay = lastDayOf(chooseYear(year, 100, currentYear), month)
  if (day === 0) return lastDay
  return day <= lastDay ? day : undefined
}

/**
 * The day a text of another layout means, as YYYY-MM-DD, or undefined when there is no such day. A year of two digits is
 * placed as GS1 does, one of three (ISBT 128) within 499 before and 500 after. The hour is not looked at.
 */
export function parseLaidOutDate(text: string, layout: DateLayout, currentYear: number): string | undefined {
  if (text.length !== layout.length || !isDigits(text)) return undefined
  const yearDigits = partOf(text, layout, 'Y')
  const year =
    yearDigits.length === 4
      ? Number(yearDigits)
      : chooseYear(Number(yearDigits), 10 ** yearDigits.length, currentYear)
  if (layout.includes('J')) return renderDayOfYear(year, Number(partOf(text, layout, 'J')))
  const month = Number(partOf(text, layout, 'M'))
  if (month < 1 || month > 12) return undefined
  return renderDay(
    year,
    month,
    layout.includes('D') ? Number(partOf(text, layout, 'D')) : lastDayOf(year, month),
  )
}

/** True unless the text has an hour above 23. */
export function hasPossibleHour(text: string, layout: DateLayout): boolean {
  return !layout.includes('H') || Number(partOf(text, layout, 'H')) <= 23
}

/** The year of a YYYY-MM-DD day. Throws RangeError on any other text, which is a mistake of the caller. */
export function readYear(today: string): number {
  if (!isDay(today))
    throw new RangeError(`today must be YYYY-MM-DD, not ${JSON.stringify(today.slice(0, 40))}`)
  return numberAt(today, 0) * 100 + numberAt(today, 2)
}

/** Told once for every carrier that is read, so that it is spelled out. */
function isDay(text: string): boolean {
  if (text.length !== 10) return false
  for (let position = 0; position < 10; position += 1) {
    const code = text.charCodeAt(position)
    const fits = position === 4 || position === 7 ? code === 0x2d : code >= 0x30 && code <= 0x39
    if (!fits) return false
  }
  return true
}

/** True for HHMM from 0000 to 2359. */
export function isClockTime(text: string): boolean {
  return text.length === 4 && isDigits(text) && Number(text.slice(0, 2)) <= 23 && Number(text.slice(2)) <= 59
}

/** Dates are half of what a carrier has to say, and putting these together from digits would be half of reading them. */
const dayTexts: readonly string[] = Array.from({ length: 32 }, (_, day) => String(day).padStart(2, '0'))
const monthTexts: readonly string[] = dayTexts.slice(0, 13).map((month) => `-${month}-`)

/** The number that two digits of the text are; -1 where they are none. */
function numberAt(text: string, start: number): number {
  const tens = text.charCodeAt(start) - 48
  const ones = text.charCodeAt(start + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

function partOf(text: string, layout: DateLayout, letter: string): string {
  return text.slice(layout.indexOf(letter), layout.lastIndexOf(letter) + 1)
}

/** The year nearest to `currentYear` whose last digits are these; of two equally near ones, the later. */
function chooseYear(lastDigits: number, cycle: number, currentYear: number): number {
  const year = currentYear - (currentYear % cycle) + lastDigits
  if (year - currentYear > cycle / 2) return year - cycle
  return year - currentYear <= -cycle / 2 ? year + cycle : year
}

function renderDayOfYear(year: number, dayOfYear: number): string | undefined {
  let day = dayOfYear
  for (let month = 1; month <= 12; month += 1) {
    const lastDay = lastDayOf(year, month)
    if (day <= lastDay) return renderDay(year, month, day)
    day -= lastDay
  }
  return undefined
}

function renderDay(year: number, month: number, day: number): string | undefined {
  if (day < 1 || day > lastDayOf(year, month)) return undefined
  const yearText = year < 1000 ? String(year).padStart(4, '0') : year
  return `${yearText}${monthTexts[month] ?? ''}${dayTexts[day] ?? ''}`
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
