import { codesOf, findCharacterOutside, findCodeOutside } from './character-sets.ts'
import type { Element } from './element.ts'
import { checkLastDigit, endsInCheckDigit, parseGtin } from './gtin.ts'
import { isClockTime, isUdiDate } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem, type UdiProblemCode } from './udi-problem.ts'

const none: readonly never[] = []

/** Checks one value against what its AI allows: length, characters, check digit, calendar. */
export function checkElement(element: Element, currentYear: number): readonly UdiProblem[] {
  return isPlainlyRight(element, currentYear) ? none : checkInDetail(element, currentYear)
}

/** Nearly every GTIN and date is right, which one look at each digit tells. */
function isPlainlyRight({ identifier, value }: Element, currentYear: number): boolean {
  const { calendar, maximum, checkDigitAt } = identifier
  if (calendar === 'day-or-month' && maximum === 6) return isUdiDate(value, currentYear)
  return checkDigitAt === maximum && value.length === maximum && endsInCheckDigit(value)
}

function checkInDetail(element: Element, currentYear: number): readonly UdiProblem[] {
  const { ai, identifier, value } = element
  if (value === '')
    return report(element, 'value-empty', `AI ${ai} (${identifier.title}) has no value: read the label again`)
  const stray = findStray(element)
  const characters =
    stray === undefined
      ? none
      : report(
          element,
          'value-characters',
          `${quoteValue(value)} contains ${quoteValue(stray)}, which AI ${ai} does not allow`,
        )
  if (value.length < identifier.minimum || value.length > identifier.maximum) {
    return [
      ...characters,
      ...(stray === undefined && ai === '01' ? reportDiLength(value) : reportLength(element)),
    ]
  }
  if (stray !== undefined) return characters
  if (identifier.calendar !== undefined) return checkCalendar(element, currentYear)
  return identifier.checkDigitAt === undefined ? none : checkCheckDigit(element, identifier.checkDigitAt)
}

/** Adds what is wrong with what one carrier says together: keys, partners, contradictions (the dictionary's `req` and `ex`). */
export function checkAssociations(elements: readonly Element[], problems: UdiProblem[]): void {
  const hasGtin = isPresent(elements, '01')
  if (!hasGtin) {
    const message =
      'No device identifier: write a bare one as (01) and 14 digits, or scan the barcode that begins with 01'
    problems.push(createUdiProblem('di-missing', 'di', message))
  }
  for (const { ai, field, identifier } of elements) {
    // Nearly every carrier is settled by its device identifier, without a look at every pair of its elements.
    const needs = hasGtin && identifier.needsGtinAtMost === true ? none : (identifier.needs ?? none)
    for (const group of needs) {
      if (isAnyPresent(elements, group)) continue
      const [code, what] = group.includes('01')
        ? (['key-missing', 'key'] as const)
        : (['ai-association', 'AI'] as const)
      const message = `AI ${ai} (${identifier.title}) says nothing without its ${what} ${group.join(' or ')}: add it`
      problems.push(createUdiProblem(code, field, message))
    }
    for (const other of identifier.excludes ?? none) {
      if (!isPresent(elements, other)) continue
      const message = `AI ${ai} and AI ${other} contradict each other on one item: compare with the label`
      problems.push(createUdiProblem('ai-association', field, message))
    }
  }
}

function isAnyPresent(elements: readonly Element[], ais: readonly string[]): boolean {
  for (const ai of ais) if (isPresent(elements, ai)) return true
  return false
}

function isPresent(elements: readonly Element[], ai: string): boolean {
  for (const element of elements) if (element.ai === ai) return true
  return false
}

function findStray({ identifier, value }: Element): string | undefined {
  const { leadingDigits, characters, codes = codesOf(characters) } = identifier
  const stray =
    leadingDigits === undefined ? undefined : findCharacterOutside('digits', value.slice(0, leadingDigits))
  return stray ?? findCodeOutside(codes, value)
}

function report({ field }: Element, code: UdiProblemCode, message: string): readonly UdiProblem[] {
  return [createUdiProblem(code, field, message)]
}

function reportLength({ ai, field, identifier, value }: Element): readonly UdiProblem[] {
  const { minimum, maximum, title } = identifier
  const allowed = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`
  const message = `AI ${ai} (${title}) has ${value.length} characters, ${allowed} allowed: ${quoteValue(value)}`
  return [createUdiProblem('value-length', field, message)]
}

/** Zeros in front are lost in spreadsheets: says what the number would be with them, and leaves the act to a person. */
function reportDiLength(value: string): readonly UdiProblem[] {
  const padded = parseGtin(value)
  const repair =
    padded.kind === 'gtin'
      ? `with zeros in front it is ${padded.gtin14}, whose check digit is right: correct it if the label agrees`
      : 'zeros in front do not make it right: read the label again'
  const message = `AI 01 needs 14 digits, ${value.length} given in ${quoteValue(value)}; ${repair}`
  return [createUdiProblem('di-length', 'di', message)]
}

function checkCheckDigit({ field, value }: Element, checkDigitAt: number): readonly UdiProblem[] {
  const problem = checkLastDigit(value.slice(0, checkDigitAt), field)
  return problem === undefined ? none : [problem]
}

function checkCalendar(element: Element, currentYear: number): readonly UdiProblem[] {
  const { ai, identifier, value } = element
  const date = value.slice(0, 6)
  const dayMissing = identifier.calendar !== 'day-or-month' && date.endsWith('00')
  if (dayMissing || !isUdiDate(date, currentYear)) {
    const message = `${quoteValue(date)} after AI ${ai} is no day (YYMMDD): compare with the label`
    return report(element, 'date-impossible', message)
  }
  const time = value.slice(6)
  if (identifier.calendar !== 'day-and-time' || time === '' || isClockTime(time)) return none
  const message = `${quoteValue(time)} after AI ${ai} is no time of day (HHMM): compare with the label`
  return report(element, 'time-impossible', message)
}
