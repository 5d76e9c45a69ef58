import { findCharacterOutside, isDigits } from './character-sets.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** The lengths a GTIN is printed in: GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN) and GTIN-14. */
const gtinLengths: readonly number[] = [8, 12, 13, 14]

/**
 * The GS1 modulo 10 check digit that belongs after `digits` (the number without its check digit, of any length): weights
 * 3, 1, 3, … from the right. Throws RangeError on anything but digits, which is a mistake of the caller.
 */
export function gtinCheckDigit(digits: string): number {
  if (!isDigits(digits))
    throw new RangeError(`A check digit is computed over digits, not ${quoteValue(digits)}`)
  return checkDigitOf(digits, digits.length)
}

/** True for digits of which the last is the check digit of the others. */
export function endsInCheckDigit(text: string): boolean {
  let sum = 0
  for (let position = 0; position < text.length; position += 1) {
    const digit = text.charCodeAt(position) - 48
    if (digit < 0 || digit > 9) return false
    sum += (text.length - position) % 2 === 0 ? digit * 3 : digit
  }
  return sum % 10 === 0
}

/** The check digit of the first `length` digits. */
function checkDigitOf(digits: string, length: number): number {
  let sum = 0
  for (let place = 1; place <= length; place += 1) {
    sum += (digits.charCodeAt(length - place) - 48) * (place % 2 === 1 ? 3 : 1)
  }
  return (10 - (sum % 10)) % 10
}

/**
 * Reads a bare GTIN of 8, 12, 13 or 14 digits (blanks around it are dropped) as the 14 digits that every comparison uses.
 * Recalls print 12 digits where a label has 14, so the shorter forms are padded with zeros in front.
 */
export function parseGtin(
  text: string,
):
  | { readonly kind: 'gtin'; readonly gtin14: string }
  | { readonly kind: 'problem'; readonly problem: UdiProblem } {
  const trimmed = text.trim()
  const stray = findCharacterOutside('digits', trimmed)
  if (stray !== undefined) {
    const message = `${quoteValue(trimmed)} contains ${quoteValue(stray)}: a GTIN has digits only`
    return { kind: 'problem', problem: createUdiProblem('value-characters', 'di', message) }
  }
  if (!isGtinLength(trimmed.length)) {
    const message = `${quoteValue(trimmed)} has ${trimmed.length} digits: a GTIN has 8, 12, 13 or 14`
    return { kind: 'problem', problem: createUdiProblem('di-length', 'di', message) }
  }
  const gtin14 = trimmed.padStart(14, '0')
  const problem = checkLastDigit(gtin14, 'di')
  return problem === undefined ? { kind: 'gtin', gtin14 } : { kind: 'problem', problem }
}

export function isGtinLength(length: number): boolean {
  return gtinLengths.includes(length)
}

/** The problem of a number whose last digit is not its check digit, naming the digit given and the one expected. */
export function checkLastDigit(digits: string, field: string): UdiProblem | undefined {
  const given = digits.charCodeAt(digits.length - 1) - 48
  const expected = checkDigitOf(digits, digits.length - 1)
  if (given === expected) return undefined
  const message = `The check digit of ${digits} is ${given}, ${expected} expected: compare the number with the label`
  return createUdiProblem('check-digit', field, message)
}
