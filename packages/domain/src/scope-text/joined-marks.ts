import { areEnds, classOf, shapeOfMark } from './mark-shape.ts'

/** How the label before numbers speaks of them: "Serial Number", "Serial Numbers", "Serial number range". */
export type LabelForm = 'one' | 'many' | 'range'

/** What stands beside a word in its list, and how its label speaks of it: both tell what a dash or slash inside it means. */
export type Surroundings = { readonly neighbours: readonly string[]; readonly form: LabelForm }

/** One number; a range; or `unclear`: wildcards, several numbers in one word, what may be a range and may be none. */
export type JoinedReading =
  | { readonly kind: 'one' | 'unclear' }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }

/** Reads a word that holds a dash, a slash or a sign. */
export function readJoined(text: string, around: Surroundings): JoinedReading {
  if (hasSigns.test(text)) return unclear
  if (text.includes('/')) return readSlashed(text, around)
  const [left = '', right = '', third] = text.split('-')
  if (third !== undefined) return one
  if (right === '') return isDoubled(text) ? unclear : one
  return readDashed(left, right, around)
}

const one: JoinedReading = { kind: 'one' }
const unclear: JoinedReading = { kind: 'unclear' }

/** Wildcards, "1000+", a label grown onto its number. */
const hasSigns = /[*+]|\dx$|\dx{2}|^(?:lot|sn|s\/n|batch|ref)[-#]?\d/i

/** "100/101/102", "1001/2" and "1001A/B" may be several numbers; "17/00951" is one, and so are neighbours that begin alike. */
function readSlashed(text: string, { neighbours }: Surroundings): JoinedReading {
  const [left = '', right = '', third] = text.split('/')
  if (third !== undefined || !/\d/.test(left)) return unclear
  if (neighbours.some((neighbour) => begins(neighbour, left, '/'))) return one
  return right.length <= left.length ? unclear : one
}

/** Numbers alike around "." or "_". */
function isDoubled(text: string): boolean {
  const [left = '', right = ''] = text.split(/[._]/)
  return left.length >= 3 && classOf(left) === classOf(right)
}

function readDashed(left: string, right: string, { neighbours, form }: Surroundings): JoinedReading {
  const range: JoinedReading = { kind: 'range', from: left, to: right }
  const alike = neighbours
    .map((neighbour) => pairLike(neighbour, left, right))
    .filter((pair) => pair !== undefined)
  if (neighbours.some((neighbour) => begins(neighbour, left, '-'))) return one
  if (/[A-Za-z]$/.test(left) && /^[A-Za-z]{1,2}$/.test(right)) return unclear
  if (!areEnds(left, right) || left === right) return mayBeEnds(left, right) ? unclear : one
  if (alike.some(([from, to]) => !areEnds(from, to))) return one
  const isRange = form === 'range' || isPlainRange(left, right) || isAmongRanges(left, right, alike)
  return isRange || (form === 'many' && isNarrow(left, right)) ? range : unclear
}

/** "US00533518-US00535118" and "24A01-24A45" are ranges wherever they stand; "120924-120925" may be one serial. */
const isPlainRange = (from: string, to: string): boolean =>
  from !== to && (/[A-Za-z]/.test(shapeOfMark(from)?.prefix ?? '') || from.length >= 8)

/** "100001-100250, 100300-100350": pairs that go on counting are ranges. */
const isAmongRanges = (from: string, to: string, alike: readonly Pair[]): boolean =>
  from.length >= 4 && alike.some(([low, high]) => high < from || low > to)

/** "Serial Numbers: 50001-50250": long numbers that begin alike. */
const isNarrow = (from: string, to: string): boolean =>
  from.length >= 5 && from.slice(0, 2) === to.slice(0, 2)

type Pair = readonly [from: string, to: string]

/** A neighbour of two halves of the same make. */
function pairLike(neighbour: string, left: string, right: string): Pair | undefined {
  const [from = '', to = '', third] = neighbour.split('-')
  if (third !== undefined) return undefined
  return classOf(from) === classOf(left) && classOf(to) === classOf(right) ? [from, to] : undefined
}

/** "2018-27, 2018-28" and "13820/00001, 13820/00002": one beginning with several ends is no range. */
function begins(neighbour: string, left: string, joint: '-' | '/'): boolean {
  const [start, end, third] = neighbour.split(joint)
  return start === left && end !== undefined && third === undefined
}

/**
 * "5-10", "A5-A12", "1001-05" and "23F10-24F07" may count through; "22-00154", "021725-20339" and "13F18-01" do not.
 */
function mayBeEnds(left: string, right: string): boolean {
  if (/[A-Za-z]/.test(left) && left.length >= 3 && classOf(left) === classOf(right)) return true
  const [low, high] = [shapeOfMark(left), shapeOfMark(right)]
  if (low === undefined || high === undefined) return false
  if (low.prefix === high.prefix) {
    const longer = high.digits.length - low.digits.length
    if (longer > 0) return low.prefix !== '' || (longer <= 2 && !high.digits.startsWith('0'))
  }
  const cut = high.prefix === '' && right.length <= 3 && right.length <= low.digits.length
  return cut && low.digits.slice(-right.length) < right
}
