import { recogniseRangeJoint } from './bound-words.ts'
import { absorbAll, describesMark } from './read-labelled-dates.ts'
import { type Reading, setRoles } from './reading.ts'
import { recogniseDate } from './recognise-date.ts'
import { recogniseLabel } from './recognise-label.ts'
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
  if ((key === 'from' || key === 'between') && !opensRange(tokens, at + 1)) return undefined
  if (relations.has(key) && reading.items.at(-1)?.next === at && !namesProduct(tokens, at + 1))
    absorbAll(reading)
  if (isPlaceHeading(tokens, at)) {
    setRoles(reading, at, at + 2, 'harmless')
    if (reading.afterLabel === at) reading.afterLabel = at + 2
    reading.suspended = false
    return at + 2
  }
  if (isPlaceBesideUnits(reading, at) || isNeutral(tokens, at)) {
    reading.roles[at] = 'harmless'
    if (reading.afterLabel === at) reading.afterLabel = at + 1
    return at + 1
  }
  const isNoun = /^(?:affected|impacted|recalled)$/.test(tokens[at - 1]?.key ?? '') && !isMark(tokens[at])
  if (!isNoun || !verbs.test(tokens[at + 1]?.key ?? '')) return undefined
  reading.roles[at] = 'harmless'
  return at + 1
}

/** "A" in capitals is a suffix, a model or a version. */
function isNeutral(tokens: Reading['tokens'], at: number): boolean {
  const token = tokens[at]
  if (token?.kind !== 'word') return false
  if (token.text === 'a' || token.text === 'an') return true
  return neutralWords.has(token.key) || beforeWords.get(token.key)?.test(followingOf(tokens, at)) === true
}

const followingOf = (tokens: Reading['tokens'], at: number): string =>
  [tokens[at + 1]?.key, tokens[at + 2]?.key].join(' ')

/** Words that say nothing only before others: "list of", "in the range", "that begin". */
const beforeWords: ReadonlyMap<string, RegExp> = new Map([
  ['list', /^of /],
  ['in', /^(?:the|a) range|^range/],
  ['within', /^(?:the|a) range|^range/],
  ['that', /^(?:begin|start)s? /],
  ['any', /^(?:units?|devices?|products?|lots?|serials?|batch(?:es)?) /],
  ['specific', /^(?:lots?|serials?|batch(?:es)?|sn|s\/n) /],
  ['additional', /^(?:lots?|serials?|batch(?:es)?|sn|s\/n) /],
  ...['package', 'carton', 'inner', 'outer', 'secondary', 'use'].map(
    (word) => [word, /^(?:di|udi|udi-di|gtin) /] as const,
  ),
])

/** "All lots with UDI-DI 0950…" are all lots of it. */
function namesProduct(tokens: Reading['tokens'], at: number): boolean {
  const label = recogniseLabel(tokens, at)?.label
  return label === 'di' || label === 'ref'
}

/** "from A to B", "from lot A to lot B". */
function opensRange(tokens: Reading['tokens'], at: number): boolean {
  const start = recogniseLabel(tokens, at)?.next ?? at
  return isMark(tokens[start]) && recogniseRangeJoint(tokens, start + 1) !== undefined
}

/** "US serial numbers: 1001", and "1001 - US; 1002 - Canada". A UDI-DI may be of one country, and units are not told by it. */
function isPlaceBesideUnits({ tokens, items, roles }: Reading, at: number): boolean {
  if (!places.has(tokens[at]?.key ?? '')) return false
  const label = recogniseLabel(tokens, at + 1)?.label
  if (label === 'lot' || label === 'serial') return true
  const after = tokens[at + 1]
  const ends = after === undefined || after.before === 'line' || /^[,;.]$/.test(after.key)
  const isBehind = tokens[at - 1]?.key === '-' && roles[at - 2] === 'value' && items.at(-1)?.kind === 'term'
  return ends && isBehind
}

/** "US: 1001, 1002. Canada - 1003": where what is listed was sold. It is listed all the same. */
function isPlaceHeading(tokens: Reading['tokens'], at: number): boolean {
  const mark = tokens[at + 1]
  return (
    places.has(tokens[at]?.key ?? '') && (mark?.key === ':' || (mark?.key === '-' && mark.before === 'blank'))
  )
}

/** "All devices with serial numbers 1 to 9" are not all devices. */
const relations: ReadonlySet<string> = new Set(['with', 'having', 'bearing', 'whose'])
export const places: ReadonlySet<string> = new Set(
  'us usa ous u.s canada international domestic foreign worldwide europe eu uk japan korea china australia mexico germany france italy spain brazil india israel netherlands belgium sweden switzerland ireland austria denmark norway finland poland taiwan singapore thailand'.split(
    ' ',
  ),
)
const verbs = /^(?:begin|begins|start|starts|range|ranges|are|is|include|includes)$/
