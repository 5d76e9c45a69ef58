import { isLabelWord, type Label, tailWords } from './label-words.ts'
import { absorbAll } from './read-labelled-dates.ts'
import { endException, hasException, labelInForce, type Reading } from './reading.ts'
import type { ReadLabel } from './recognise-label.ts'

/** Puts a label that was read in force. */
export function applyLabel(reading: Reading, read: ReadLabel, at: number): void {
  if (isMereUnits(reading, read, at)) {
    reading.afterLabel = read.next
    return
  }
  if (hasException(reading) && !goesOnExcepting(reading, read, at)) endException(reading)
  const label = isHeading(reading, read, at) ? 'identifier' : read.label
  if (label === 'software') absorbAll(reading)
  if (reading.brackets.length > 0) {
    reading.bracketLabel = label
  } else {
    reading.label = label === 'identifier' ? undefined : label
    reading.bracketLabel = read.inBrackets
    reading.datesAreExpiry ||= read.withExpiry
  }
  reading.form = read.form
  reading.withDi = read.withDi
  reading.bareLengths.clear()
  reading.suspended = false
  reading.afterLabel = read.next
}

/** "Serial numbers of affected units:" are serials. */
const isMereUnits = (reading: Reading, { label, next }: ReadLabel, at: number): boolean =>
  label === 'either' &&
  reading.afterLabel === at &&
  /^units?$/.test(reading.tokens[next - 2]?.key ?? '') &&
  labelInForce(reading) !== undefined

/** "Serial Number Software Version" over rows that were not read as a table: what stands below is now one, now the other. */
function isHeading({ tokens, afterLabel, label }: Reading, read: ReadLabel, at: number): boolean {
  const before = tokens[at - 1]?.key ?? ''
  const isBare = afterLabel === at && (isLabelWord(before) || tailWords.has(before))
  return isBare && (label === 'lot' || label === 'serial') && others.has(read.label) && read.label !== label
}

const others: ReadonlySet<Label> = new Set<Label>(['lot', 'serial', 'ref', 'software'])

/** "except lot 5 and lot 7", "except lot 5, lot 7" go on; "except 5, and lots 30 to 40" and another kind of label begin anew. */
function goesOnExcepting({ tokens, items }: Reading, { label }: ReadLabel, at: number): boolean {
  const last = items.at(-1)
  const joint = tokens[at - 1]?.key ?? ''
  if (last?.kind !== 'term' || !('of' in last.term) || last.term.of !== label) return false
  return joint === ',' || joint === '&' || (/^(?:and|or)$/.test(joint) && tokens[at - 2]?.key !== ',')
}
