import { classOf, patternOf } from './mark-shape.ts'
import type { Reading } from './reading.ts'
import { recogniseDate } from './recognise-date.ts'
import { recogniseLabel } from './recognise-label.ts'
import { neighboursOf } from './recognise-marks.ts'
import { neutralWords, recognisePhrase } from './recognise-phrase.ts'

/**
 * Whether a word that is no part of the language follows after a mere blank, as in "2015/08 BH" or "300 mm": the number may
 * be part of something else. Directly after a label only a short run of capitals raises the doubt.
 */
export function isLooseMark(reading: Reading, at: number, next: number): boolean {
  const { tokens } = reading
  const word = tokens[next]
  if (word?.hasDigit) return mayBelongTo(tokens, at, next)
  if (isThousands(tokens, at) || (word?.key === '#' && word.before === 'nothing')) return true
  if (word?.kind !== 'word' || word.before === 'line' || known.has(word.key)) return false
  if (measures.has(word.key)) return true
  if (recogniseLabel(tokens, next) !== undefined) return false
  return /^[A-Z]{1,3}$/.test(word.text) || (reading.afterLabel !== at && !neutralWords.has(word.key))
}

/** "1,234". */
function isThousands(tokens: Reading['tokens'], at: number): boolean {
  const [one, comma, other] = tokens.slice(at, at + 3)
  if (comma?.key !== ',' || comma.before !== 'nothing' || other?.before !== 'nothing') return false
  return /^\d{1,2}$/.test(one?.key ?? '') && /^\d{3}$/.test(other.key)
}

/** "F12 345, F12 346", "1234 5" and "2015 0108, 2015 0109": pieces with a blank between may be one value. */
function mayBelongTo(tokens: Reading['tokens'], at: number, next: number): boolean {
  const [one = '', other = ''] = [tokens[at]?.text, tokens[next]?.text]
  if (tokens[next]?.before === 'nothing') return false
  if (isTorn(one, other) && recognisePhrase(tokens, next) === undefined) return true
  if (addUp(tokens, at, next)) return true
  if (tokens[next]?.before === 'line') return false
  if (/^\d{1,3}$/.test(one) && /^\d{3}$/.test(other)) return true
  if (recogniseDate(tokens, next) !== undefined || recognisePhrase(tokens, next) !== undefined) return false
  if (comesAgain(tokens, at)) return true
  if (Math.min(one.length, other.length) > 4) return false
  return patternOf(one) !== patternOf(other) && !/^\d+$/.test(one + other)
}

/** "1234 5", "057" at the end of a line and "37" on the next: pieces of one number, unless they count on as 999 and 1000 do. */
const isTorn = (one: string, other: string): boolean =>
  one.length !== other.length && Math.min(one.length, other.length) <= 3 && !countsOn(one, other)

/** "46" and "00" beside "7820": pieces that together are made as the others are. Two short ones alone may be one as well. */
function addUp(tokens: Reading['tokens'], at: number, next: number): boolean {
  const [one = '', other = ''] = [tokens[at]?.text, tokens[next]?.text]
  const others = neighboursOf(tokens, next).filter((text) => text !== one)
  if (others.some((text) => classOf(text) === classOf(one + other))) return true
  const areAlone = !tokens[next + 1]?.hasDigit && !tokens[at - 1]?.hasDigit && others.length === 0
  return areAlone && one.length + other.length <= 4
}

/** "2015 0108, 2015 0109": what stands before every second piece begins each value. */
function comesAgain(tokens: Reading['tokens'], at: number): boolean {
  const text = tokens[at]?.text
  return [at + 2, at + 3, at - 2, at - 3].some((index) => tokens[index]?.text === text)
}

/** "998 999 1000". */
const countsOn = (one: string, other: string): boolean =>
  /^\d+$/.test(one + other) && other.length === one.length + 1 && other.startsWith('1') && one.startsWith('9')

/** "7 digits", "12 mm". */
const measures: ReadonlySet<string> = new Set(
  'digit digits character characters letter letters mm cm ml cc fr french gauge degrees'.split(' '),
)
const known: ReadonlySet<string> = new Set(
  'and or to thru through except excluding all including prior before additional was were has have had may can will at with by on due which that because since see distributed shipped sold'.split(
    ' ',
  ),
)
