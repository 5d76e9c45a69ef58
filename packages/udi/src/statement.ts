import { type CharacterSet, findCharacterOutside, isDigits } from './character-sets.ts'
import type { Udi, UdiDate } from './udi.ts'
import { type DateLayout, hasPossibleHour, parseLaidOutDate } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** What a value must look like. */
export type ValueRule = {
  readonly minimum: number
  readonly maximum: number
  readonly characters: CharacterSet
  /** Begins with a letter and ends with a digit, which a value that was cut short does not. */
  readonly ends?: 'letter-and-digit'
}

/** One thing that a carrier of HIBCC or ICCBBA says, not yet checked. */
export type Statement =
  | {
      readonly kind: 'text'
      readonly field: keyof typeof textFields
      readonly value: string
      readonly rule: ValueRule
    }
  | {
      readonly kind: 'date'
      readonly field: keyof typeof dateFields
      readonly value: string
      readonly layout: DateLayout
    }
  | { readonly kind: 'quantity'; readonly field: 'quantity'; readonly value: string; readonly length: number }
  | { readonly kind: 'other'; readonly field: string; readonly ai: string; readonly value: string }

/** The fields that problems name, and where their values stand in the result. */
const textFields = {
  di: 'di',
  lot: 'lot',
  serial: 'serial',
  donation: 'donationId',
  'mpho-lot': 'mphoLot',
} as const
const fieldWords = {
  di: 'device identifier',
  lot: 'lot',
  serial: 'serial',
  donation: 'donation number',
  'mpho-lot': 'MPHO lot',
} as const
const dateFields = { manufacture: 'manufactured', expiry: 'expires' } as const

type Values = { -readonly [K in keyof Omit<Udi, 'agency' | 'raw' | 'others' | 'problems'>]: Udi[K] }

/**
 * Checks what a carrier states and puts it in its place. Of two values for one field the first is kept; a `di` that has
 * not the shape of one is left out, as a GTIN of 13 digits is.
 */
export function assembleStatements(
  statements: readonly Statement[],
  currentYear: number,
): Omit<Udi, 'agency' | 'raw'> {
  const values: Values = {}
  const others: { readonly ai: string; readonly value: string }[] = []
  const problems: UdiProblem[] = []
  for (const statement of statements) {
    switch (statement.kind) {
      case 'text': {
        const found = checkText(statement)
        problems.push(...found)
        const name = textFields[statement.field]
        if (statement.value === '' || (name === 'di' && found.length > 0)) break
        problems.push(...reportRepeat(statement, values[name]))
        values[name] ??= statement.value
        break
      }
      case 'date': {
        const name = dateFields[statement.field]
        const date = readDate(statement, currentYear)
        problems.push(...checkDate(statement, date), ...reportSecondDate(statement, values[name], date))
        values[name] ??= date
        break
      }
      case 'quantity':
        problems.push(...checkQuantity(statement, values.quantity))
        if (isQuantity(statement)) values.quantity ??= Number(statement.value)
        break
      case 'other':
        others.push({ ai: statement.ai, value: statement.value })
        break
      default:
        statement satisfies never
    }
  }
  return { ...values, others, problems }
}

function checkText({ field, value, rule }: Extract<Statement, { kind: 'text' }>): readonly UdiProblem[] {
  const words = fieldWords[field]
  if (value === '') {
    return [createUdiProblem('value-empty', field, `The ${words} has no value: read the label again`)]
  }
  const stray = findCharacterOutside(rule.characters, value)
  if (stray !== undefined) {
    const message = `${quoteValue(value)} contains ${quoteValue(stray)}, which the ${words} may not have`
    return [createUdiProblem('value-characters', field, message)]
  }
  const { minimum, maximum } = rule
  if (value.length < minimum || value.length > maximum) {
    const allowed = minimum === maximum ? `exactly ${minimum}` : `${minimum} to ${maximum}`
    const message = `The ${words} has ${value.length} characters, ${allowed} allowed: ${quoteValue(value)}`
    return [createUdiProblem(field === 'di' ? 'di-length' : 'value-length', field, message)]
  }
  if (rule.ends === undefined || (!isDigits(value.charAt(0)) && isDigits(value.slice(-1)))) return []
  const message = `${quoteValue(value)} is no ${words}, which begins with a letter and ends with a digit: scan it again`
  return [createUdiProblem('value-characters', field, message)]
}

function readDate({ value, layout }: Extract<Statement, { kind: 'date' }>, currentYear: number): UdiDate {
  const date = parseLaidOutDate(value, layout, currentYear)
  return date === undefined ? { text: value, layout } : { text: value, layout, date }
}

function checkDate(
  { field, value, layout }: Extract<Statement, { kind: 'date' }>,
  { date }: UdiDate,
): readonly UdiProblem[] {
  if (date === undefined) {
    const message = `${quoteValue(value)} is no day (${layout}): compare the ${field} with the label`
    return [createUdiProblem('date-impossible', field, message)]
  }
  if (hasPossibleHour(value, layout)) return []
  const message = `${quoteValue(value)} has no hour of the day (${layout}): compare the ${field} with the label`
  return [createUdiProblem('time-impossible', field, message)]
}

/** One day may be stated twice in two layouts, or once by its month; two days contradict each other. */
function reportSecondDate(
  statement: Statement,
  first: UdiDate | undefined,
  second: UdiDate,
): readonly UdiProblem[] {
  const months = first?.layout === 'MMYY' || second.layout === 'MMYY'
  const length = months ? 'YYYY-MM'.length : 'YYYY-MM-DD'.length
  const agree = first?.date !== undefined && first.date.slice(0, length) === second.date?.slice(0, length)
  return agree ? [] : reportRepeat(statement, first?.text)
}

function reportRepeat({ field, value }: Statement, first: string | undefined): readonly UdiProblem[] {
  if (first === undefined || first === value) return []
  const values = `${quoteValue(first)} and ${quoteValue(value)}`
  const message = `The ${field} is given twice, as ${values}: the first is shown, ask which one the label has`
  return [createUdiProblem('value-repeated', field, message)]
}

type Quantity = Extract<Statement, { kind: 'quantity' }>

function checkQuantity(quantity: Quantity, first: number | undefined): readonly UdiProblem[] {
  const { value } = quantity
  if (isQuantity(quantity) && (first === undefined || first === Number(value))) return []
  const [code, what] = isQuantity(quantity)
    ? (['value-repeated', `contradicts the quantity ${first} before it`] as const)
    : (['value-characters', 'is no quantity'] as const)
  return [createUdiProblem(code, 'quantity', `${quoteValue(value)} ${what}: compare with the label`)]
}

function isQuantity({ value, length }: Quantity): boolean {
  return value.length === length && isDigits(value)
}
