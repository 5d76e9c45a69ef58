import { areEnds, classOf, shapeOfMark } from './mark-shape.ts'

/** How the label before numbers speaks of them: "Serial Number", "Serial Numbers", "Serial number range". */
export type LabelForm = 'one' | 'many' | 'range'

/** What stands beside a word in its list, and how its label speaks of it: both tell what a dash or slash inside it means. */
export type Surroundings = { readonly neighbours: readonly string[]; readonly form: LabelForm }

/** One number; a range; or `unclear`: wildcards, several numbers in one word, what may be a range and may be none. */
export type JoinedReading =
  | { readonly kind: 'one' | 'unclear' }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }

/** Reads a word that may hold a dash, a slash or a sign, or two numbers that grew together. */
export function readJoined(text: string, { neighbours, form }: Surroundings): JoinedReading {
  const around = { neighbours: neighbours.filter((neighbour) => neighbour !== text), form }
  if (hasSigns.test(text) || endsInWord.test(text) || isGrownTogether(text, around)) return unclear
  const parts = text.split('-')
  const half = parts.length / 2
  const [left, right] = [parts.slice(0, half).join('-'), parts.slice(half).join('-')]
  const isPair = parts.length > 2 ? Number.isInteger(half) : left.includes('/') && right.includes('/')
  if (isPair)
    return areEnds(left, right) && isPlainRange(left, right)
      ? { kind: 'range', from: left, to: right }
      : unclear
  if (text.includes('/')) return readSlashed(text, around)
  if (parts.length > 3) return unclear
  if (parts.length === 3) return one
  if (parts.length === 1) return readDotted(text, around)
  return readDashed(left, right, around)
}

/** "4001240019" between "40012" and "40033"; "AP04787AP06922" wherever it stands. */
function isGrownTogether(text: string, { neighbours }: Surroundings): boolean {
  const [left = '', right = ''] = text.split('-')
  if (text.split('-').some(isTwice) || (left.length >= 4 && classOf(right) === classOf(left).repeat(2)))
    return true
  return neighbours.some(
    (neighbour) =>
      neighbour.length >= 5 &&
      text.length === neighbour.length * 2 &&
      classOf(text) === classOf(neighbour).repeat(2),
  )
}

/** Two halves of one make that has letters and digits in it. */
function isTwice(text: string): boolean {
  const make = classOf(text)
  const half = make.slice(0, make.length / 2)
  return make.length >= 10 && make === half.repeat(2) && /A/.test(half) && /9/.test(half)
}

const one: JoinedReading = { kind: 'one' }
const unclear: JoinedReading = { kind: 'unclear' }

/** Wildcards, "1000+", a label grown onto its number. */
const hasSigns = /[*+]|\dx$|\dx{2}|^(?:lot|sn|s\/n|batch|ref)[-#]?\d/i

/** "A1001and": a word grown onto its number. */
const endsInWord = /[A-Z0-9](?:and|or|to|thru|through|exp|lots?)$|\d(?:AND|THRU|THROUGH|EXP|LOTS?)$/

/** "100/101/102", "1001/2" and "1001A/B" may be several numbers; "17/00951" is one, and so are neighbours that begin alike. */
function readSlashed(text: string, { neighbours }: Surroundings): JoinedReading {
  const [left = '', right = '', third] = text.split('/')
  if (third !== undefined || !/\d/.test(left)) return unclear
  if (neighbours.some((neighbour) => begins(neighbour, left, '/'))) return one
  return right.length <= left.length ? unclear : one
}

/** "1001.1002" may be two numbers, and "2019.0114, 2019.0115" are one each. */
function readDotted(text: string, { neighbours }: Surroundings): JoinedReading {
  const joint = text.includes('_') ? '_' : '.'
  const [left = '', right = ''] = text.split(joint)
  const isDoubled = left.length >= 3 && classOf(left) === classOf(right)
  return isDoubled && !neighbours.some((neighbour) => begins(neighbour, left, joint)) ? unclear : one
}

function readDashed(left: string, right: string, { neighbours, form }: Surroundings): JoinedReading {
  const mayCount = areEnds(left, right) && left !== right
  const isRepeated = neighbours.some((other) => begins(other, left, '-') || endsAlike(other, left, right))
  if (isRepeated) return mayCount ? unclear : one
  if (/[A-Za-z]$/.test(left) && /^[A-Za-z]{1,2}$/.test(right)) return unclear
  if (!mayCount) return mayBeEnds(left, right) ? unclear : one
  const alike = neighbours
    .map((neighbour) => pairLike(neighbour, left, right))
    .filter((pair) => pair !== undefined)
  if (alike.some(([from, to]) => !areEnds(from, to))) return one
  const isRange =
    form === 'range' ||
    isPlainRange(left, right) ||
    isAmongRanges(left, right, alike) ||
    standsBesideEnds(left, neighbours)
  return isRange || (form === 'many' && isNarrow(left, right))
    ? { kind: 'range', from: left, to: right }
    : unclear
}

/** "US00533518-US00535118" and "24A01-24A45" are ranges wherever they stand; "120924-120925" may be one serial. */
const isPlainRange = (from: string, to: string): boolean =>
  from !== to && (/[A-Za-z]/.test(shapeOfMark(from)?.prefix ?? '') || from.length >= 8)

/** "100001-100250, 100300-100350": pairs that go on counting are ranges. */
const isAmongRanges = (from: string, to: string, alike: readonly Pair[]): boolean =>
  from.length >= 4 && alike.some(([low, high]) => high < from || low > to)

/** "7638, 3767, 7016-7047": its halves are made as the single numbers beside it. */
const standsBesideEnds = (from: string, neighbours: readonly string[]): boolean =>
  from.length >= 4 && neighbours.some((neighbour) => classOf(neighbour) === classOf(from))

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
function begins(neighbour: string, left: string, joint: '-' | '/' | '.' | '_'): boolean {
  const [start, end, third] = neighbour.split(joint)
  return start === left && end !== undefined && third === undefined
}

/** "L02073-2, L03031-2": several beginnings with one end are no ranges. */
function endsAlike(neighbour: string, left: string, right: string): boolean {
  const [start = '', end, third] = neighbour.split('-')
  return end === right && start !== left && classOf(start) === classOf(left) && third === undefined
}

/** How a mark is made, with the letters that are taken for digits as digits. */
const makeOf = (mark: string): string => classOf(mark.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1'))

/**
 * "5-10", "A5-A12", "1001-05" and "23F10-24F07" may count through; "22-00154", "021725-20339" and "13F18-01" do not.
 */
function mayBeEnds(left: string, right: string): boolean {
  if (/[A-Za-z]/.test(left + right) && left.length >= 3 && makeOf(left) === makeOf(right)) return true
  const [low, high] = [shapeOfMark(left), shapeOfMark(right)]
  if (low === undefined || high === undefined) return false
  if (low.prefix === high.prefix) {
    const longer = high.digits.length - low.digits.length
    if (longer > 0)
      return low.prefix !== '' || (longer <= (left.length < 3 ? 2 : 1) && !high.digits.startsWith('0'))
  }
  const cut = high.prefix === '' && right.length <= 3 && right.length <= low.digits.length
  return cut && low.digits.slice(-right.length) < right
}
