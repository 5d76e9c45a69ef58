import { absorbAll } from './read-labelled-dates.ts'
import { addMark, kindOf } from './read-values.ts'
import { labelInForce, type Reading, setRoles } from './reading.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark } from './recognise-marks.ts'

/** "begin with C16J, C16K, C17A, or C17B", "beginning with the prefix 22A", "prefix: DE5". */
export function readPrefixes(reading: Reading, at: number): number | undefined {
  const { tokens } = reading
  const label = labelInForce(reading)
  const start = label === 'ref' || label === 'di' ? undefined : afterPrefixWords(tokens, at)
  if (start === undefined) return undefined
  let next = start
  if (!isBeginning(tokens, next)) return undefined
  setRoles(reading, at, next, 'harmless')
  absorbAll(reading)
  const of = kindOf(label)
  for (;;) {
    const token = tokens[next]
    if (token === undefined || !isBeginning(tokens, next)) break
    addMark(
      reading,
      of,
      'prefix',
      token.text.endsWith('*') ? token.text.slice(0, -1) : token.text,
      next,
      next + 1,
    )
    next += 1
    if (quotes.has(tokens[next]?.key ?? '')) reading.roles[next++] = 'harmless'
    let joint = next
    while (listJoints.has(tokens[joint]?.key ?? '')) joint += 1
    const quote = quotes.has(tokens[joint]?.key ?? '') ? 1 : 0
    if (joint === next || !isBeginning(tokens, joint + quote)) break
    setRoles(reading, next, joint, 'separator')
    setRoles(reading, joint, joint + quote, 'harmless')
    next = joint + quote
  }
  reading.suspended = false
  return next
}

/** A mark, or the letters that marks begin with: "TF", "VXA". */
function isBeginning(tokens: Reading['tokens'], at: number): boolean {
  if (recogniseLabel(tokens, at) !== undefined) return false
  const [token, mark] = [tokens[at], tokens[at]]
  if (isMark(mark)) return true
  const next = tokens[at + 1]
  const ends =
    next === undefined || next.kind === 'punctuation' || next.before === 'line' || listJoints.has(next.key)
  return token?.kind === 'word' && ends && /^[A-Z]{1,5}$/.test(token.text) && !notBeginnings.has(token.key)
}

/** "begin with", "starting with the prefix", "prefix:", "prefixes", also with a quotation mark: the index after them. */
function afterPrefixWords(tokens: Reading['tokens'], at: number): number | undefined {
  const verb = tokens[at]?.key ?? ''
  let next = at
  if (/^(?:begin(?:s|ning)?|start(?:s|ing)?)$/.test(verb) && tokens[at + 1]?.key === 'with') next = at + 2
  if (next > at && tokens[next]?.key === 'the') next += 1
  if (/^prefix(?:es|ed)?$/.test(tokens[next]?.key ?? '')) next += 1
  if (next === at) return undefined
  if (tokens[next]?.key === 'the') next += 1
  if (/^(?:letters?|characters?|digits?|numbers?)$/.test(tokens[next]?.key ?? '')) next += 1
  while (next < at + 8 && prefixJoints.has(tokens[next]?.key ?? '')) next += 1
  return next
}

/** In a text that is all in capitals. */
const notBeginnings: ReadonlySet<string> = new Set('and or to the all any lot lots see list'.split(' '))
const quotes: ReadonlySet<string> = new Set(['"', "'", '\u2018', '\u2019', '\u201c', '\u201d'])
const prefixJoints: ReadonlySet<string> = new Set([...quotes, ':', 'of', 'with', 'is', 'are'])

/** What stands between the members of a list. */
export const listJoints: ReadonlySet<string> = new Set([',', ';', '&', '/', 'and', 'or'])
