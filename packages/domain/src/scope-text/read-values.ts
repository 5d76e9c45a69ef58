import type { Label } from './label-words.ts'
import { isLooseMark } from './loose-mark.ts'
import { classOf, shapeOfMark } from './mark-shape.ts'
import { absorbAll } from './read-labelled-dates.ts'
import { readDi, readRef } from './read-products.ts'
import {
  addIdentifier,
  addTerm,
  addUnreadProduct,
  addUnreadUnits,
  labelInForce,
  type Reading,
  setRoles,
  spanOf,
} from './reading.ts'
import { recogniseDate } from './recognise-date.ts'
import { recogniseElement, recogniseOtherElement } from './recognise-identifier.ts'
import { recogniseLabel } from './recognise-label.ts'
import {
  isMark,
  type ReadMarks,
  recogniseBlankedMarks,
  recogniseBoundPhrase,
  recogniseMarks,
} from './recognise-marks.ts'
import { recognisePhrase } from './recognise-phrase.ts'
import { recogniseVersion } from './recognise-software.ts'
import type { MarkKind, UnitTerm } from './scope-draft.ts'

/** Reads a value at the index under the label in force. Gives the index after it, or undefined when there is none. */
export function readValue(reading: Reading, at: number): number | undefined {
  const element = recogniseElement(reading.tokens, at)
  if (element !== undefined) {
    setRoles(reading, at, element.from, 'harmless')
    if (element.element === 'di') addIdentifier(reading, 'di', element.value, element.from, element.next)
    else if (element.element === 'unreadable') addUnreadProduct(reading, element.from)
    else if (element.element === 'date') setRoles(reading, element.from, element.next, 'harmless')
    else if (element.element === 'lot' || element.element === 'serial')
      addMark(reading, element.element, 'mark', element.value, element.from, element.next)
    reading.elementEnd = element.next
    return element.next
  }
  const other = reading.elementEnd === at ? recogniseOtherElement(reading.tokens, at) : undefined
  if (other !== undefined) {
    setRoles(reading, at, other, 'harmless')
    reading.elementEnd = other
    return other
  }
  if (reading.suspended) return undefined
  const label = labelInForce(reading)
  if (label === 'software') return readVersion(reading, at)
  if (label === 'di') return readDi(reading, at)
  if (label === 'ref') return readRef(reading, at)
  const di = reading.withDi ? readDi(reading, at) : undefined
  if (di !== undefined) return di
  if (label === undefined && reading.brackets.length > 0) return undefined
  return readUnits(reading, kindOf(label), at, label !== undefined)
}

export const kindOf = (label: Label | undefined): MarkKind =>
  label === 'lot' || label === 'serial' ? label : 'either'

function readVersion(reading: Reading, at: number): number | undefined {
  const version = recogniseVersion(reading.tokens, at)
  if (version === undefined || reading.tokens[version.next]?.key === ':') return undefined
  const { term, next } = version
  absorbAll(reading)
  addTerm(reading, at, next, { ...term, span: spanOf(reading, at, next) })
  return next
}

function readUnits(reading: Reading, kind: MarkKind, at: number, labelled: boolean): number | undefined {
  const { tokens } = reading
  if (reading.afterLabel === at) {
    const blanked = recogniseBlankedMarks(tokens, at)
    if (blanked !== undefined) {
      for (const { from, next } of blanked) {
        const value = `${tokens[from]?.text} ${tokens[next - 1]?.text}`
        addMark(reading, kind, 'mark', value, from, next)
        if (tokens[next]?.kind === 'punctuation') reading.roles[next] = 'separator'
      }
      return blanked.at(-1)?.next
    }
  }
  if (recogniseDate(tokens, at) !== undefined) return undefined
  const read =
    readBetween(reading, at) ?? recogniseBoundPhrase(tokens, at) ?? recogniseMarks(tokens, at, reading.form)
  if (read === undefined || (read.kind === 'mark' && isLooseMark(reading, at, read.next))) return undefined
  if (read.kind === 'unclear' || (read.kind === 'mark' && isHalfRange(reading, at))) {
    addUnreadUnits(reading, at)
    return read.next
  }
  if (read.kind === 'mark' && (headsList(reading, at, read.next) || mayBeCutShort(reading, at, read.value)))
    return undefined
  addUnits(reading, kind, read, at, labelled)
  return read.next
}

/** "Serial number range: 1001 1005": a single number is no range. */
const isHalfRange = (reading: Reading, at: number): boolean =>
  reading.form === 'range' && reading.afterLabel === at

/**
 * "Model 350P: SN 1001, 360P: SN 2001", "NW-100: 60411, 60412", "Lot 55231, PK-102 Lot 55232": what a list of its own follows is no member of this one.
 */
function headsList(reading: Reading, at: number, next: number): boolean {
  const { tokens } = reading
  const colon = tokens[next]
  const isLabel = (index: number): boolean => isMarksLabel(recogniseLabel(tokens, index)?.label)
  if (colon?.key === ':')
    return isLabel(next + 1) || (tokens[next + 1]?.before === 'blank' && listsMore(tokens, next + 1))
  const last = lastMark(reading.items)
  if (reading.afterLabel === at || last === undefined) return false
  const isOther = classOf(last) !== classOf(tokens[at]?.text ?? '')
  if (colon?.key === '/' && recogniseLabel(tokens, next + 1)?.label === 'di') return isOther
  const opens = tokens[at - 1]?.key === ';' || tokens[at]?.before === 'line'
  if (opens && colon?.key === ',' && isLabel(next + 1)) return isOther
  return isOther && isLabel(/^[-/]$/.test(colon?.key ?? '') ? next + 1 : next)
}

/** A number that is no quantity and no date. */
const listsMore = (tokens: Reading['tokens'], at: number): boolean =>
  isMark(tokens[at]) &&
  recogniseDate(tokens, at) === undefined &&
  recognisePhrase(tokens, at)?.phrase !== 'quantity'

const isMarksLabel = (label: Label | undefined): boolean => label === 'lot' || label === 'serial'

/** "AB1001, 1002" may mean AB1002, and "1001, 2" may mean 1002. */
function mayBeCutShort(reading: Reading, at: number, value: string): boolean {
  const { items, bareLengths } = reading
  if (!/^\d+$/.test(value) || reading.afterLabel === at || bareLengths.has(value.length)) {
    if (/^\d+$/.test(value)) bareLengths.add(value.length)
    return false
  }
  const last = lastMark(items)
  const shape = last === undefined ? undefined : shapeOfMark(last)
  if (shape === undefined) return false
  const shorter = shape.digits.length - value.length
  if (shape.prefix === '' ? shorter >= 2 : shorter >= 0) return true
  bareLengths.add(value.length)
  return false
}

function lastMark(items: Reading['items']): string | undefined {
  const last = items.at(-1)
  if (last?.kind !== 'term') return undefined
  return last.term.kind === 'mark' ? last.term.value : last.term.kind === 'range' ? last.term.to : undefined
}

function readBetween(reading: Reading, at: number): ReadMarks | undefined {
  const [first, from, joint, to] = reading.tokens.slice(at, at + 4)
  if (first?.key !== 'between' || !isMark(from) || !isMark(to) || joint?.key !== 'and') return undefined
  const range = recogniseMarks([from, { ...joint, key: 'to' }, to], 0)
  return range?.kind === 'range' ? { ...range, next: at + 4 } : { kind: 'unclear', next: at + 4 }
}

function addUnits(
  reading: Reading,
  of: MarkKind,
  read: Exclude<ReadMarks, { kind: 'unclear' }>,
  at: number,
  labelled: boolean,
): void {
  const span = spanOf(reading, at, read.next)
  switch (read.kind) {
    case 'mark':
    case 'prefix':
      addMark(reading, of, read.kind, read.value, at, read.next, labelled)
      break
    case 'range':
      if (reading.items.at(-1)?.next === at) absorbAll(reading)
      addTerm(reading, at, read.next, { kind: 'range', of, from: read.from, to: read.to, span })
      break
    case 'bound': {
      const { side, value, inclusive } = read
      absorbAll(reading)
      addTerm(reading, at, read.next, { kind: 'bound', of, side, value, inclusive, span })
      break
    }
    default:
      read satisfies never
  }
}

export function addMark(
  reading: Reading,
  of: MarkKind,
  kind: 'mark' | 'prefix',
  value: string,
  from: number,
  next: number,
  labelled = true,
): void {
  const term: UnitTerm = { kind, of, value, span: spanOf(reading, from, next) }
  addTerm(reading, from, next, term, labelled)
}
