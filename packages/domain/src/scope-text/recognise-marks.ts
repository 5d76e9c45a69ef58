import { recogniseBound, recogniseBoundTail, recogniseRangeJoint } from './bound-words.ts'
import { type LabelForm, readJoined } from './joined-marks.ts'
import { headWords, pairedWords } from './label-words.ts'
import { areEnds, patternOf, shapeOfMark } from './mark-shape.ts'
import { recogniseDate } from './recognise-date.ts'
import { recogniseLabel } from './recognise-label.ts'
import { recognisePhrase } from './recognise-phrase.ts'
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
export function recogniseMarks(
  tokens: readonly Token[],
  at: number,
  form: LabelForm = 'one',
): ReadMarks | undefined {
  const token = tokens[at]
  if (token === undefined || !isMark(token)) return undefined
  return readRange(tokens, at) ?? readBound(tokens, at) ?? readAlone(tokens, at, form)
}

/** A word with a digit in it, no longer than a scope can hold. */
export const isMark = (token: Token | undefined): token is Token =>
  token?.kind === 'word' && token.hasDigit && token.text.length <= 80

/** "A - B", "A thru B", "A up to and including B", "A through S/N B". */
function readRange(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const joint = tokens[at + 1]
  const afterJoint = recogniseRangeJoint(tokens, at + 1)
  if (joint === undefined || afterJoint === undefined || joint.before === 'line') return undefined
  const end = joint.key === '-' ? afterJoint : afterLabelOfMarks(tokens, afterJoint)
  const [from, to] = [tokens[at], tokens[end]]
  if (from === undefined || !isMark(to) || saysOther(tokens, end)) return undefined
  return areEnds(from.text, to.text)
    ? { kind: 'range', from: from.text, to: to.text, next: end + 1 }
    : { kind: 'unclear', next: end + 1 }
}

/** "22A0114 - 48 units" and "22A0114 - 05/31/2024" go on to other things. */
const saysOther = (tokens: readonly Token[], at: number): boolean =>
  recognisePhrase(tokens, at)?.phrase === 'quantity' || recogniseDate(tokens, at) !== undefined

function afterLabelOfMarks(tokens: readonly Token[], at: number): number {
  const label = recogniseLabel(tokens, at)
  return label !== undefined && (label.label === 'lot' || label.label === 'serial') ? label.next : at
}

/** "24578 and lower", "24578 or higher". */
function readBound(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const tail = recogniseBoundTail(tokens, at + 1)
  return tail && boundOf(tokens[at], tail.side, true, tail.next)
}

/** A number right before it that was not understood is the other end. "prior to 24578", "after AP0447", "up to 24578", "prior to lot 24578", "beginning at 24578 through 24601"; "before 31 December 2024" names no number. */
export function recogniseBoundPhrase(tokens: readonly Token[], at: number): ReadMarks | undefined {
  const bound = recogniseBound(tokens, at)
  const place = bound === undefined ? at : afterLabelOfMarks(tokens, bound.next)
  if (bound === undefined || !isMark(tokens[place])) return undefined
  if (tokens[at - 1]?.hasDigit) return { kind: 'unclear', next: place + 1 }
  if (recogniseDate(tokens, place) !== undefined) return undefined
  const range = readRange(tokens, place)
  if (range !== undefined)
    return bound.side === 'from' && bound.inclusive ? range : { ...range, kind: 'unclear' }
  return boundOf(tokens[place], bound.side, bound.inclusive, place + 1)
}

function boundOf(token: Token | undefined, side: 'from' | 'to', inclusive: boolean, next: number): ReadMarks {
  if (token === undefined || shapeOfMark(token.text) === undefined) return { kind: 'unclear', next }
  return { kind: 'bound', side, value: token.text, inclusive, next }
}

function readAlone(tokens: readonly Token[], at: number, form: LabelForm): ReadMarks {
  const text = tokens[at]?.text ?? ''
  const next = at + 1
  if (/^[^*]+\*$/.test(text))
    return { kind: hasFootnote(tokens) ? 'mark' : 'prefix', value: text.slice(0, -1), next }
  const read = readJoined(text, { neighbours: neighboursOf(tokens, at), form })
  if (read.kind === 'range') return { kind: 'range', from: read.from, to: read.to, next }
  return read.kind === 'unclear' ? { kind: 'unclear', next } : { kind: 'mark', value: text, next }
}

/** "A1*, A2 (*sold abroad)": a star that begins a remark, to which the stars behind numbers refer. */
export const isFootnote = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.key === '*' &&
  tokens[at + 1]?.kind === 'word' &&
  !tokens[at + 1]?.hasDigit &&
  (tokens[at - 1]?.key === '(' || tokens[at + 1]?.before === 'nothing')

const footnoted = new WeakMap<readonly Token[], boolean>()

function hasFootnote(tokens: readonly Token[]): boolean {
  const known = footnoted.get(tokens) ?? tokens.some((_, index) => isFootnote(tokens, index))
  footnoted.set(tokens, known)
  return known
}

/** The nearest numbers before and after, over separators, dates and quantities: how they are made tells how this one is. */
export const neighboursOf = (tokens: readonly Token[], at: number): readonly string[] =>
  [-1, 1].flatMap((step) => nearestMark(tokens, at, step) ?? [])

/** Up to the next label: behind it another list begins. */
function nearestMark(tokens: readonly Token[], at: number, step: number): string | undefined {
  for (let index = at + step; Math.abs(index - at) <= farthestNeighbour; index += step) {
    const token = tokens[index]
    if (token === undefined || beginsList(token)) return undefined
    if (isMark(token) && token.text.length >= 4 && recogniseDate(tokens, index) === undefined)
      return token.text
  }
  return undefined
}

function beginsList({ key }: Token): boolean {
  const label = headWords.get(key) ?? pairedWords.get(key)?.[0]
  return label !== undefined && label !== 'expires'
}

const farthestNeighbour = 12

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
