import { places } from './read-beside.ts'
import { listJoints } from './read-prefixes.ts'
import { closeBracket, endException, openBracket, type Reading, setRoles } from './reading.ts'
import { recogniseDate } from './recognise-date.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isFootnote } from './recognise-marks.ts'
import { recognisePhrase } from './recognise-phrase.ts'

/** The index after "(US)" in "1002 (US)" and "Serial Numbers (US):". A UDI-DI may be of one country, and units are not told by it. */
function afterPlaceInBrackets({ tokens, items, afterLabel }: Reading, at: number): number | undefined {
  if (!places.has(tokens[at + 1]?.key ?? '')) return undefined
  const end = tokens[at + 2]?.key === 'only' ? at + 3 : at + 2
  return tokens[end]?.key === ')' && (afterLabel === at || items.at(-1)?.kind === 'term')
    ? end + 1
    : undefined
}

export function readPunctuation(reading: Reading, at: number): number | undefined {
  const key = reading.tokens[at]?.key ?? ''
  const place = key === '(' ? afterPlaceInBrackets(reading, at) : undefined
  if (place !== undefined) {
    const next = reading.tokens[place]?.key === ':' ? place + 1 : place
    setRoles(reading, at, next, 'harmless')
    if (reading.afterLabel === at) reading.afterLabel = next
    return next
  }
  if (isInsideUnreadNumber(reading, at)) return undefined
  if (listJoints.has(key)) {
    reading.roles[at] = 'separator'
    if (key === ',' || key === ';') reading.suspended = false
    if (key === ';') endException(reading)
    return at + 1
  }
  if (bullets.has(key) && beginsLine(reading.tokens, at)) {
    reading.roles[at] = 'separator'
    if (reading.afterLabel === at) reading.afterLabel = at + 1
    return at + 1
  }
  if (!harmlessMarks.has(key) || touchesMark(reading, at)) return undefined
  if (key === '(' || key === '[') openBracket(reading)
  if (key === ')' || key === ']') closeBracket(reading)
  reading.roles[at] = 'harmless'
  return at + 1
}

/** "Devices recalled: 1,200" is one number that was not read, and no list that goes on with 200. */
function isInsideUnreadNumber({ tokens, suspended }: Reading, at: number): boolean {
  const [before, comma, after] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  return (
    suspended &&
    comma?.key === ',' &&
    comma.before === 'nothing' &&
    after?.before === 'nothing' &&
    /^\d{1,3}$/.test(before?.key ?? '') &&
    /^\d{3}$/.test(after.key)
  )
}

/** "1000 -", "12##", "1001:1002", "*1001" and "1001-1, -2" say more than the numbers in them. A dash that begins every line does not. */
function touchesMark({ tokens, roles }: Reading, at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]]
  const afterValue = roles[at - 1] === 'value'
  const holdsNext = next?.before === 'nothing' && next.hasDigit
  switch (token?.key) {
    case '*':
      return holdsNext || isFootnote(tokens, at)
    case '#':
      return afterValue && token.before === 'nothing'
    case ':':
      return afterValue && token.before === 'nothing' && holdsNext
    case '-':
      if (token.before === 'line' && recogniseLabel(tokens, at + 1) !== undefined) return false
      if (token.before === 'line') return afterValue && tokens[at - 2]?.key !== '-'
      if (holdsNext && roles[at - 1] === 'separator') return true
      if (token.before === 'blank' && (isQuantity(tokens, at + 1) || recogniseDate(tokens, at + 1)))
        return false
      return afterValue && (next === undefined || next.hasDigit || next.key === ',' || next.key === ';')
    default:
      return false
  }
}

const isQuantity = (tokens: Reading['tokens'], at: number): boolean =>
  recognisePhrase(tokens, at)?.phrase === 'quantity'

const beginsLine = (tokens: Reading['tokens'], at: number): boolean =>
  at === 0 || tokens[at]?.before === 'line'

const bullets: ReadonlySet<string> = new Set([
  ...[
    '\u2022',
    '\u00b7',
    '\u25aa',
    '\u25ab',
    '\u25a0',
    '\u25a1',
    '\u25cf',
    '\u25cb',
    '\u25e6',
    '\u2023',
    '\u2043',
    '\uf0b7',
    '\u27a2',
  ],
])

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
  '\u2018',
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
