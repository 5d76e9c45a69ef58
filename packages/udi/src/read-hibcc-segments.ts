import { isDigits } from './character-sets.ts'
import type { Statement, ValueRule } from './statement.ts'
import type { DateLayout } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** Lots and serials of HIBCC have up to 18 characters. */
const markRule: ValueRule = { minimum: 1, maximum: 18, characters: 'set43' }

/** The flag in front of a date; a month (0 or 1) is its own flag, 7 says that no date follows. */
export const dateFlags: ReadonlyMap<string, DateLayout> = new Map<string, DateLayout>([
  ['2', 'MMDDYY'],
  ['3', 'YYMMDD'],
  ['4', 'YYMMDDHH'],
  ['5', 'YYJJJ'],
  ['6', 'YYJJJHH'],
])

type Segments = { readonly statements: readonly Statement[]; readonly problems: readonly UdiProblem[] }

/** Reads what stands between the slashes behind a device identifier, or on a secondary barcode. */
export function readHibccSegments(segments: readonly string[]): Segments {
  const statements: Statement[] = []
  const problems: UdiProblem[] = []
  for (const [index, segment] of segments.entries()) {
    const read = readSegment(segment, index === 0)
    if (read === undefined) {
      problems.push(reportUnread(segment))
      continue
    }
    statements.push(...read)
    const other = read.find((statement) => statement.kind === 'other')
    if (other !== undefined) problems.push(warnOfUnknown(other.ai))
  }
  return { statements, problems }
}

function readSegment(segment: string, isFirst: boolean): readonly Statement[] | undefined {
  if (segment.startsWith('$$+')) return readDated(segment.slice(3), 'serial')
  if (segment.startsWith('$$')) return readQuantified(segment.slice(2))
  if (segment.startsWith('$+')) return [mark('serial', segment.slice(2))]
  if (segment.startsWith('$')) return [mark('lot', segment.slice(1))]
  // The oldest form has no flag at all: year, day of the year and lot.
  if (isFirst && isDigits(segment.slice(0, 5))) return dated('YYJJJ', segment, 'lot')
  return readSupplement(segment)
}

/** A quantity of two digits (8) or five (9) may stand in front of date and lot. */
function readQuantified(text: string): readonly Statement[] | undefined {
  const flag = text.charAt(0)
  if (flag !== '8' && flag !== '9') return readDated(text, 'lot')
  const length = flag === '8' ? 2 : 5
  const value = text.slice(1, 1 + length)
  const rest = text.slice(1 + length)
  const dated = rest === '' ? [] : readDated(rest, 'lot')
  return dated && [{ kind: 'quantity', field: 'quantity', value, length }, ...dated]
}

function readDated(text: string, field: 'lot' | 'serial'): readonly Statement[] | undefined {
  const flag = text.charAt(0)
  if (flag === '7') return [mark(field, text.slice(1))]
  if (flag === '0' || flag === '1') return dated('MMYY', text, field)
  const layout = dateFlags.get(flag)
  return layout && dated(layout, text.slice(1), field)
}

function dated(layout: DateLayout, text: string, field: 'lot' | 'serial'): readonly Statement[] {
  const value = text.slice(layout.length)
  return [
    { kind: 'date', field: 'expiry', value: text.slice(0, layout.length), layout },
    ...(value === '' ? [] : [mark(field, value)]),
  ]
}

/** Supplements carry an ASC MH10 data identifier: up to three digits and a letter. */
function readSupplement(segment: string): readonly Statement[] | undefined {
  const ai = /^\d{0,3}[A-Z]/.exec(segment)?.[0]
  if (ai === undefined) return undefined
  const value = segment.slice(ai.length)
  switch (ai) {
    case 'S':
      return [mark('serial', value)]
    case '14D':
      return [{ kind: 'date', field: 'expiry', value, layout: 'YYYYMMDD' }]
    case '16D':
      return [{ kind: 'date', field: 'manufacture', value, layout: 'YYYYMMDD' }]
    default:
      return [{ kind: 'other', field: `ai-${ai}`, ai, value }]
  }
}

const mark = (field: 'lot' | 'serial', value: string): Statement => ({
  kind: 'text',
  field,
  value,
  rule: markRule,
})

function reportUnread(segment: string): UdiProblem {
  const message = `${quoteValue(segment)} is no lot, serial or date of HIBCC and was not read: compare it with the label`
  return createUdiProblem('secondary-unknown', 'carrier', message)
}

function warnOfUnknown(ai: string): UdiProblem {
  const message = `Data identifier ${ai} is not one of a UDI: its value is kept as it is`
  return createUdiProblem('identifier-unknown', `ai-${ai}`, message)
}
