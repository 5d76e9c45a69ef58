import type { CharacterSet } from './character-sets.ts'
import { assembleStatements, type Statement } from './statement.ts'
import type { Udi } from './udi.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

type TextField = Extract<Statement, { kind: 'text' }>['field']

/** The data structures of ISBT 128 that a UDI has, by the characters that open them. All are of fixed length. */
const texts: ReadonlyMap<string, { readonly field: TextField; readonly length: number }> = new Map([
  ['=/', { field: 'di', length: 16 }],
  ['=)', { field: 'di', length: 10 }],
  ['=,', { field: 'serial', length: 6 }],
  ['&,1', { field: 'mpho-lot', length: 18 }],
  ['&)', { field: 'lot', length: 10 }],
] as const)

const dates: ReadonlyMap<string, 'expiry' | 'manufacture'> = new Map([
  ['=>', 'expiry'],
  ['=}', 'manufacture'],
])

/** Facility, year and sequence number, then two flag characters. */
const donationLength = 15

const characters: CharacterSet = 'capitals'

/**
 * Reads a carrier of ICCBBA (ISBT 128): data structures one after the other, each opened by = or & and a second character;
 * there is no check character. A & that HL7 version 2 wrote as \T\ is put back. `scanned` is true for what came with a symbology
 * identifier: blanks in any other text are dropped with a warning, since guides print them.
 */
export function readIccbba(text: string, scanned: boolean, currentYear: number): Omit<Udi, 'agency' | 'raw'> {
  const unescaped = text.replaceAll('\\T\\', '&')
  const carrier = scanned ? unescaped : unescaped.replaceAll(/\s/g, '')
  const problems: UdiProblem[] = []
  if (carrier !== unescaped) problems.push(warnOfBlanks())
  const statements = divide(carrier).map(readStructure)
  for (const statement of statements) {
    if (statement.kind === 'other') problems.push(warnOfUnknown(statement.ai, statement.value))
  }
  const values = assembleStatements(statements, currentYear)
  if (!statements.some(({ field }) => field === 'di')) problems.push(reportMissingIdentifier())
  return { ...values, problems: [...problems, ...values.problems] }
}

/** Cuts in front of each = and &, which stand in no value. */
function divide(carrier: string): readonly string[] {
  const structures: string[] = []
  let start = 0
  for (let position = 1; position <= carrier.length; position += 1) {
    const character = carrier.charAt(position)
    if (character !== '=' && character !== '&' && character !== '') continue
    structures.push(carrier.slice(start, position))
    start = position
  }
  return structures
}

function readStructure(structure: string): Statement {
  for (const length of [3, 2]) {
    const mark = structure.slice(0, length)
    const value = structure.slice(length)
    const text = texts.get(mark)
    if (text !== undefined) return readText(text.field, value, text.length)
    const date = dates.get(mark)
    if (date !== undefined) return { kind: 'date', field: date, value, layout: 'YYYJJJ' }
  }
  // A donation number has no second character of its own: its first one follows the =.
  if (/^=[A-Z0-9]/.test(structure)) return readText('donation', structure.slice(1), donationLength)
  const ai = structure.slice(0, 2)
  return { kind: 'other', field: `ai-${ai}`, ai, value: structure.slice(2) }
}

function readText(field: TextField, value: string, length: number): Statement {
  return { kind: 'text', field, value, rule: { minimum: length, maximum: length, characters } }
}

function reportMissingIdentifier(): UdiProblem {
  const message = 'No device identifier: scan the barcode that begins with =/, or with =) on a blood bag'
  return createUdiProblem('di-missing', 'di', message)
}

function warnOfBlanks(): UdiProblem {
  const message = 'Blanks inside the carrier were dropped: ISBT 128 has none'
  return createUdiProblem('blank-in-carrier', 'carrier', message)
}

function warnOfUnknown(ai: string, value: string): UdiProblem {
  const message = `${quoteValue(ai)} opens no data structure of a UDI: its value ${quoteValue(value)} is kept as it is`
  return createUdiProblem('identifier-unknown', `ai-${ai}`, message)
}
