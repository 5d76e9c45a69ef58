import { areEnds, patternOf, shapeOfMark } from './mark-shape.ts'
import type { Token } from './tokenise.ts'

/** Lots or serials as the text groups them; `value` and ends are the text's own. */
export type ReadMarks =
  | { readonly kind: 'mark' | 'prefix'; readonly value: string; readonly next: number }
  | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly next: number }
  | {
      readonly kind: 'bound'
      readonly side: 'from' | 'to'
      readonly value: string
      readonly inclusive: boolean
      readonly next: number
    }
  /** Reads like a range or a joined pair, but what it covers would be a guess. */
  | { readonly kind: 'unclear'; readonly next: number }

/** Reads one mark, or a range, a wildcard or "24578 and lower", from the word at `at`. */
export function recogniseMarks(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const token = tokens[at]
  if (token === undefined || !isMark(token)) return undefined
  return readRange(tokens, at) ?? readBound(tokens, at) ?? readAlone(token, at + 1)
}

/** A word with a digit in it, no longer than a scope can hold. */
export const isMark = (token: Token | undefined): token is Token =>
  token?.kind === 'word' && token.hasDigit && token.text.length <= 80

/** "A - B", "A thru B", "A to B". */
function readRange(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const [from, joint, to] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (from === undefined || joint === undefined || !isMark(to)) return undefined
  if (!rangeWords.has(joint.key) || joint.before === 'line') return undefined
  const next = at + 3
  return areEnds(from.text, to.text)
    ? { kind: 'range', from: from.text, to: to.text, next }
    : { kind: 'unclear', next }
}

/** "24578 and lower", "24578 or higher". */
function readBound(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const joint = tokens[at + 1]?.key
  if (joint !== 'and' && joint !== 'or' && joint !== '&') return undefined
  const side = boundWords.get(tokens[at + 2]?.key ?? '')
  if (side === undefined) return undefined
  return boundOf(tokens[at], side, true, at + 3)
}

/** "prior to 24578", "after AP0447", "up to 24578". */
export function recogniseBoundPhrase(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const [first = '', second = ''] = [tokens[at]?.key, tokens[at + 1]?.key]
  const pair = boundPairs.get(`${first} ${second}`)
  const single = boundPairs.get(first)
  const [phrase, length] = pair === undefined ? [single, 1] : [pair, 2]
  if (phrase === undefined || !isMark(tokens[at + length])) return undefined
  return boundOf(tokens[at + length], phrase.side, phrase.inclusive, at + length + 1)
}

function boundOf(token: Token | undefined, side: 'from' | 'to', inclusive: boolean, next: number): ReadMarks {
  if (token === undefined || shapeOfMark(token.text) === undefined) return { kind: 'unclear', next }
  return { kind: 'bound', side, value: token.text, inclusive, next }
}

function readAlone(token: Token, next: number): ReadMarks {
  const { text } = token
  if (/^[^*]+\*$/.test(text)) return { kind: 'prefix', value: text.slice(0, -1), next }
  return isUnclear(text)
    ? { kind: 'unclear', next }
    : (readJoinedRange(text, next) ?? { kind: 'mark', value: text, next })
}

/** Wildcards, "1000+", a label grown onto its number, several numbers in one word, a range with its second end cut short. */
function isUnclear(text: string): boolean {
  if (/[*+]|\dx{2}|^(?:lot|sn|s\/n|batch|ref)[-#]?\d/i.test(text)) return true
  if (isJoined(text)) return true
  const [left = '', right = '', third] = text.split('-')
  if (third !== undefined) return false
  if (/[A-Za-z]$/.test(left) && /^[A-Za-z]{1,2}$/.test(right)) return true
  return areEnds(left, right) ? !isCertainRange(left, right) : mayBeEnds(left, right)
}

/** "100/101/102", "1001/2" and "1001A/B" may be several numbers; "17/00951" is one. So are numbers alike around "." or "_". */
function isJoined(text: string): boolean {
  const [one = '', other = '', third] = text.split('/')
  if (text.includes('/')) return third !== undefined || other.length <= one.length || !/\d/.test(one)
  const [left = '', right = ''] = text.split(/[._]/)
  return left.length >= 3 && patternOf(left) === patternOf(right)
}

/** "5-10", "A5-A12" and "1001-05" may count through; "22-00154", "021725-20339" and "13F18-01" do not. */
function mayBeEnds(left: string, right: string): boolean {
  const [low, high] = [shapeOfMark(left), shapeOfMark(right)]
  if (low === undefined || high === undefined) return false
  if (low.prefix === high.prefix) {
    const longer = high.digits.length - low.digits.length
    if (longer > 0) return low.prefix !== '' || (longer <= 2 && !high.digits.startsWith('0'))
  }
  const cut = high.prefix === '' && right.length <= 3 && right.length <= low.digits.length
  return cut && low.digits.slice(-right.length) < right
}

/** "US00533518-US00535118" is a range; "120924-120925" may be one serial. */
function readJoinedRange(text: string, next: number): ReadMarks | undefined {
  const [from = '', to = '', third] = text.split('-')
  if (third !== undefined || !areEnds(from, to) || !isCertainRange(from, to)) return undefined
  return { kind: 'range', from, to, next }
}

const isCertainRange = (from: string, to: string): boolean =>
  from !== to && (/^[A-Za-z]/.test(from) || from.length >= 8)

/**
 * Lots that have a blank inside, "2015/08 BH 2015/09 BP": certain only where the whole list is pairs of a number of one
 * shape and letters. Otherwise undefined.
 */
export function recogniseBlankedMarks(
  tokens: readonly Token[],
  at: number,
): readonly { readonly from: number; readonly next: number }[] | undefined {
  const pairs: { from: number; next: number }[] = []
  const pattern = patternOf(tokens[at]?.text ?? '')
  let index = at
  while (isMark(tokens[index]) && patternOf(tokens[index]?.text ?? '') === pattern) {
    const letters = tokens[index + 1]
    if (letters?.before !== 'blank' || !/^[A-Z]{1,3}$/.test(letters.text)) return undefined
    pairs.push({ from: index, next: index + 2 })
    index += 2
    if (tokens[index]?.key === ',' || tokens[index]?.key === ';') index += 1
  }
  const rest = tokens[index]
  return pairs.length >= 2 && (rest === undefined || rest.before === 'line' || rest.key === '.')
    ? pairs
    : undefined
}

const rangeWords: ReadonlySet<string> = new Set(['-', 'to', 'thru', 'through'])

type Side = 'from' | 'to'

const sided = (side: Side, words: string): readonly (readonly [string, Side])[] =>
  words.split('|').map((word) => [word, side])

/** Words after "and" or "or" that open a range, with the side they close. */
export const boundWords: ReadonlyMap<string, Side> = new Map([
  ...sided('to', 'lower|below|earlier|prior|under|before|older|less|previous'),
  ...sided('from', 'higher|above|later|greater|up|newer|after|onward|onwards|over'),
])

/** Words before a value that open a range. */
export const boundPairs: ReadonlyMap<string, { readonly side: Side; readonly inclusive: boolean }> = new Map(
  [
    ...sided('to', 'prior to|before|below|less than|lower than|earlier than|older than|under'),
    ...sided('from', 'after|above|greater than|higher than|later than|newer than'),
    ...sided('to', 'up to'),
  ].map(([words, side]) => [words, { side, inclusive: words === 'up to' }]),
)
