/**
 * A day as a number that orders like its text, close behind the day before; undefined where it is not written in full, as a day
 * of the calendar may be.
 */
export function dayNumber(date: string): number | undefined {
  if (date.length !== 10 || date.charCodeAt(4) !== dash || date.charCodeAt(7) !== dash) return undefined
  const century = twoDigits(date, 0)
  const year = twoDigits(date, 2)
  const month = twoDigits(date, 5)
  const day = twoDigits(date, 8)
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  return ((century * 100 + year) * 12 + month) * 31 + day
}

/** -1 where they are none. */
function twoDigits(date: string, at: number): number {
  const tens = date.charCodeAt(at) - zero
  const ones = date.charCodeAt(at + 1) - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

const [dash, zero] = [45, 48]
