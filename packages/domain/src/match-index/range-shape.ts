import { bareMark, shapeOf } from '../scope/marks.ts'

type SerialRange = { readonly from: string; readonly to: string }

/** Which serials a range orders: those of one prefix and one number of digits behind it (`rangeHolds`). */
export type RangeShape = {
  readonly prefix: string
  /** The prefix as it looks when folded: a serial that looks alike, but has another prefix, may be in the range. */
  readonly looks: string | undefined
  readonly digits: number
  /** The digits before the last 15, which alone are ordered as a number. */
  readonly lead: string
}

/** So many digits are a number that is held exactly. */
export const numberDigits = 15

/** The shape of a range and its two ends; undefined where no serial can be ordered, or none by a number. */
export function readRange(
  range: SerialRange,
): { readonly shape: RangeShape; readonly low: number; readonly high: number } | undefined {
  const [from, to] = [shapeOf(range.from), shapeOf(range.to)]
  if (from === undefined || to === undefined || from.prefix !== to.prefix) return undefined
  if (from.digits.length !== to.digits.length || leadOf(from.digits) !== leadOf(to.digits)) return undefined
  const shape = {
    prefix: from.prefix,
    looks: shapeOf(bareMark(range.from))?.prefix,
    digits: from.digits.length,
    lead: leadOf(from.digits),
  }
  return { shape, low: numberOf(from.digits), high: numberOf(to.digits) }
}

export const leadOf = (digits: string): string => digits.slice(0, -numberDigits)

export const numberOf = (digits: string): number => Number(digits.slice(-numberDigits))
