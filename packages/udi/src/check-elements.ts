import { findCharacterOutside, isDigits } from './character-sets.ts'
import { type Element, fieldOf } from './element.ts'
import { checkLastDigit, parseGtin } from './gtin.ts'
import { isClockTime, parseUdiDate } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem, type UdiProblemCode } from './udi-problem.ts'

/** Checks one value against what its AI allows: length, characters, check digit, calendar. */
export function checkElement(element: Element, currentYear: number): readonly UdiProblem[] {
  const { ai, identifier, value } = element
  const report = (code: UdiProblemCode, message: string) => [createUdiProblem(code, fieldOf(ai), message)]
  if (value === '')
    return report('value-empty', `AI ${ai} (${identifier.title}) has no value: read the label again`)
  const leading = value.slice(0, identifier.leadingDigits ?? 0)
  const stray = findCharacterOutside('digits', leading) ?? findCharacterOutside(identifier.characters, value)
  const characters =
    stray === undefined
      ? []
      : report(
          'value-characters',
          `${quoteValue(value)} contains ${quoteValue(stray)}, which AI ${ai} does not allow`,
        )
  if (value.length < identifier.minimum || value.length > identifier.maximum) {
    return [
      ...characters,
      ...(stray === undefined && ai === '01' ? reportDiLength(value) : reportLength(element)),
    ]
  }
  return characters.length > 0
    ? characters
    : [...checkCheckDigit(element), ...checkCalendar(element, currentYear)]
}

/** Checks what one carrier says together: keys, partners and contradictions (the dictionary's `req` and `ex`). */
export function checkAssociations(elements: readonly Element[]): readonly UdiProblem[] {
  const present = new Set(elements.map((element) => element.ai))
  const problems: UdiProblem[] = []
  if (!present.has('01')) {
    const message =
      'No device identifier: write a bare one as (01) and 14 digits, or scan the barcode that begins with 01'
    problems.push(createUdiProblem('di-missing', 'di', message))
  }
  for (const { ai, identifier } of elements) {
    for (const group of identifier.needs ?? []) {
      if (group.some((other) => present.has(other))) continue
      const [code, what] = group.includes('01')
        ? (['key-missing', 'key'] as const)
        : (['ai-association', 'AI'] as const)
      const message = `AI ${ai} (${identifier.title}) says nothing without its ${what} ${group.join(' or ')}: add it`
      problems.push(createUdiProblem(code, fieldOf(ai), message))
    }
    for (const other of identifier.excludes ?? []) {
      if (!present.has(other)) continue
      const message = `AI ${ai} and AI ${other} contradict each other on one item: compare with the label`
      problems.push(createUdiProblem('ai-association', fieldOf(ai), message))
    }
  }
  return problems
}

function reportLength({ ai, identifier, value }: Element): readonly UdiProblem[] {
  const { minimum, maximum, title } = identifier
  const allowed = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`
  const message = `AI ${ai} (${title}) has ${value.length} characters, ${allowed} allowed: ${quoteValue(value)}`
  return [createUdiProblem('value-length', fieldOf(ai), message)]
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

function checkCheckDigit({ ai, identifier, value }: Element): readonly UdiProblem[] {
  if (identifier.checkDigitAt === undefined) return []
  const problem = checkLastDigit(value.slice(0, identifier.checkDigitAt), fieldOf(ai))
  return problem === undefined ? [] : [problem]
}

function checkCalendar({ ai, identifier, value }: Element, currentYear: number): readonly UdiProblem[] {
  if (identifier.calendar === undefined) return []
  const date = value.slice(0, 6)
  const dayMissing = identifier.calendar !== 'day-or-month' && date.endsWith('00')
  if (dayMissing || !isDigits(date) || parseUdiDate(date, currentYear) === undefined) {
    const message = `${quoteValue(date)} after AI ${ai} is no day (YYMMDD): compare with the label`
    return [createUdiProblem('date-impossible', fieldOf(ai), message)]
  }
  const time = value.slice(6)
  if (identifier.calendar !== 'day-and-time' || time === '' || isClockTime(time)) return []
  const message = `${quoteValue(time)} after AI ${ai} is no time of day (HHMM): compare with the label`
  return [createUdiProblem('time-impossible', fieldOf(ai), message)]
}
