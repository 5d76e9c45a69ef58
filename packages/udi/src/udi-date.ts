import { isDigits } from './character-sets.ts'

/**
 * The day a YYMMDD text means, as YYYY-MM-DD, or undefined when there is no such day. Day 00 is the last day of the
 * month. The century is the one that puts the year within 49 before and 50 after `currentYear` (GS1 General
 * Specifications, section 7.12).
 */
export function parseUdiDate(text: string, currentYear: number): string | undefined {
  if (text.length !== 6 || !isDigits(text)) return undefined
  const year = chooseYear(Number(text.slice(0, 2)), currentYear)
  const month = Number(text.slice(2, 4))
  const day = Number(text.slice(4, 6))
  if (month < 1 || month > 12) return undefined
  const lastDay = lastDayOf(year, month)
  if (day > lastDay) return undefined
  return `${String(year).padStart(4, '0')}-${text.slice(2, 4)}-${String(day === 0 ? lastDay : day).padStart(2, '0')}`
}

/** The year of a YYYY-MM-DD day. Throws RangeError on any other text, which is a mistake of the caller. */
export function readYear(today: string): number {
  const wellFormed =
    today.length === 10 &&
    today.charAt(4) === '-' &&
    today.charAt(7) === '-' &&
    isDigits(today.slice(0, 4)) &&
    isDigits(today.slice(5, 7)) &&
    isDigits(today.slice(8, 10))
  if (!wellFormed) throw new RangeError(`today must be YYYY-MM-DD, not ${JSON.stringify(today.slice(0, 40))}`)
  return Number(today.slice(0, 4))
}

/** True for HHMM from 0000 to 2359. */
export function isClockTime(text: string): boolean {
  return text.length === 4 && isDigits(text) && Number(text.slice(0, 2)) <= 23 && Number(text.slice(2)) <= 59
}

function chooseYear(twoDigits: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100)
  const gap = twoDigits - (currentYear % 100)
  if (gap >= 51) return century - 100 + twoDigits
  if (gap <= -50) return century + 100 + twoDigits
  return century + twoDigits
}

function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
