import { describesMark } from './read-labelled-dates.ts'
import { listJoints } from './read-prefixes.ts'
import { closeBracket, endException, openBracket, type Reading, setRoles } from './reading.ts'
import { recogniseDate } from './recognise-date.ts'
import { isMark } from './recognise-marks.ts'
import { neutralWords } from './recognise-phrase.ts'

/** Dates beside values, words without weight, and the one noun after "affected". */
export function readBesideValue(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const key = tokens[at]?.key ?? ''
  const date = recogniseDate(tokens, at)
  if (date !== undefined) {
    if (reading.datesAreExpiry && describesMark(reading) && reading.datedItems !== reading.items.length) {
      reading.datedItems = reading.items.length
      setRoles(reading, at, date.next, 'harmless')
    }
    return date.next
  }
  if (key === 'from' || key === 'between') {
    const isRange = isMark(tokens[at + 1]) && /^(?:to|-|thru|through)$/.test(tokens[at + 2]?.key ?? '')
    if (!isRange) return undefined
  }
  if (tokens[at]?.kind === 'word' && neutralWords.has(key)) {
    reading.roles[at] = 'harmless'
    if (reading.afterLabel === at) reading.afterLabel = at + 1
    return at + 1
  }
  const isNoun = /^(?:affected|impacted|recalled)$/.test(tokens[at - 1]?.key ?? '') && !isMark(tokens[at])
  if (!isNoun || !verbs.test(tokens[at + 1]?.key ?? '')) return undefined
  reading.roles[at] = 'harmless'
  return at + 1
}

export function readPunctuation(reading: Reading, at: number): number | undefined {
  const key = reading.tokens[at]?.key ?? ''
  if (listJoints.has(key)) {
    reading.roles[at] = 'separator'
    if (key === ',' || key === ';') reading.suspended = false
    if (key === ';') endException(reading)
    return at + 1
  }
  if (!harmlessMarks.has(key) || touchesMark(reading, at)) return undefined
  if (key === '(' || key === '[') openBracket(reading)
  if (key === ')' || key === ']') closeBracket(reading)
  reading.roles[at] = 'harmless'
  return at + 1
}

/** "1000 -", "12##", "1001:1002", "*1001" and "1001-1, -2" say more than the numbers in them. A dash that begins every line does not. */
function touchesMark({ tokens, roles }: Reading, at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  const afterValue = roles[at - 1] === 'value'
  const holdsNext = next?.before === 'nothing' && next.hasDigit
  switch (token?.key) {
    case '*':
      return holdsNext
    case '#':
      return afterValue && token.before === 'nothing'
    case ':':
      return afterValue && token.before === 'nothing' && holdsNext
    case '-':
      if (token.before === 'line') return afterValue && tokens[at - 2]?.key !== '-'
      if (holdsNext && roles[at - 1] === 'separator') return true
      return afterValue && (next === undefined || next.hasDigit || next.key === ',' || next.key === ';')
    default:
      return false
  }
}

const harmlessMarks: ReadonlySet<string> = new Set([
  '.',
  ':',
  '(',
  ')',
  '[',
  ']',
  '-',
  '"',
  "'",
  '\u2019',
  '\u201c',
  '\u201d',
  '\u2022',
  '\u00b7',
  '*',
  '|',
  '=',
  '#',
  '\u00ae',
  '\u2122',
])
const verbs = /^(?:begin|begins|start|starts|range|ranges|are|is|include|includes)$/
