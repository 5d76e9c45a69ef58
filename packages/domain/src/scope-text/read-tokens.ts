import { applyLabel } from './apply-label.ts'
import { recogniseForeignNumber } from './foreign-number.ts'
import { isDateLabel } from './label-tails.ts'
import { readBesideValue } from './read-beside.ts'
import { readPunctuation } from './read-between.ts'
import { readDistribution } from './read-distribution.ts'
import { readLabelledDates } from './read-labelled-dates.ts'
import { readPrefixes } from './read-prefixes.ts'
import { readTable } from './read-table.ts'
import { readValue } from './read-values.ts'
import {
  addTerm,
  addUnreadProduct,
  addUnreadUnits,
  createReading,
  endException,
  labelInForce,
  type Reading,
  setRoles,
  spanOf,
} from './reading.ts'
import { recogniseLabel } from './recognise-label.ts'
import { isMark } from './recognise-marks.ts'
import { type ReadPhrase, recognisePhrase } from './recognise-phrase.ts'
import type { Token } from './tokenise.ts'

/** Reads all tokens from first to last, each once. What no rule takes stays `may-matter`. */
export function readTokens(tokens: readonly Token[]): Reading {
  const reading = createReading(tokens)
  let at = 0
  while (at < tokens.length) {
    if (tokens[at]?.before === 'line') endSegment(reading)
    at = readAt(reading, at)
  }
  endException(reading)
  return reading
}

function endSegment(reading: Reading): void {
  reading.suspended = false
  endException(reading)
}

/** Every rule in turn; the one that applies gives the index after what it took. */
function readAt(reading: Reading, at: number): number {
  return (
    readTable(reading, at) ??
    readForeignNumber(reading, at) ??
    readPhrase(reading, at) ??
    readPrefixes(reading, at) ??
    readDistribution(reading, at) ??
    readLabel(reading, at) ??
    readValue(reading, at) ??
    readBesideValue(reading, at) ??
    readPunctuation(reading, at) ??
    readUnknown(reading, at)
  )
}

/** What is no unit of anything leaves the draft open: a person sees that it is none. */
function readForeignNumber(reading: Reading, at: number): number | undefined {
  const next = recogniseForeignNumber(reading.tokens, at)
  if (next !== undefined) reading.suspended = true
  return next
}

function readPhrase(reading: Reading, at: number): number | undefined {
  if (isAllAfterLabel(reading, at)) {
    addTerm(reading, at, at + 1, { kind: 'all', span: spanOf(reading, at, at + 1) })
    return at + 1
  }
  const read = recognisePhrase(reading.tokens, at)
  if (read === undefined || (read.phrase === 'quantity' && mayBeMark(reading, at))) return undefined
  if (read.phrase === 'count' && isNumber(reading.tokens[at]) && mayBeMark(reading, at)) return undefined
  if (read.phrase === 'enumerator' && !mayEnumerate(reading, at)) return undefined
  applyPhrase(reading, read, at)
  return read.next
}

/** "Lots: 1) A1 2) A2" counts; "(Lot 5) A1" does not. */
const mayEnumerate = ({ brackets, afterLabel, tokens }: Reading, at: number): boolean =>
  brackets.length === 0 && (afterLabel !== at || /^[1a]$/.test(tokens[at]?.key ?? ''))

const isNumber = (token: Token | undefined): boolean => token?.hasDigit === true

/** "Lots 1234, 1235 units": outside brackets the last number of a list may be a lot. "Lot 1234: 48 units" counts. */
function mayBeMark(reading: Reading, at: number): boolean {
  const label = labelInForce(reading)
  if (/^[:=-]$/.test(reading.tokens[at - 1]?.key ?? '') && reading.roles[at - 2] === 'value') return false
  return reading.brackets.length === 0 && (label === 'lot' || label === 'serial' || label === 'either')
}

/** "Lot Number: All." */
function isAllAfterLabel(reading: Reading, at: number): boolean {
  const { tokens } = reading
  if (tokens[at]?.key !== 'all' || reading.afterLabel !== at) return false
  const label = labelInForce(reading)
  const next = tokens[at + 1]
  const ends = next === undefined || next.before === 'line' || /^[.;,)]$/.test(next.key)
  return ends && (label === 'lot' || label === 'serial' || label === 'either')
}

function applyPhrase(reading: Reading, read: ReadPhrase, at: number): void {
  switch (read.phrase) {
    case 'missing':
    case 'open-list':
      reading.suspended = false
      break
    case 'except':
      endException(reading)
      reading.exception = { at, items: reading.items.length }
      reading.suspended = false
      setRoles(reading, at, read.next, 'harmless')
      break
    case 'all':
      addTerm(reading, at, read.next, { kind: 'all', span: spanOf(reading, at, read.next) })
      reading.label = read.label
      reading.form = 'many'
      reading.bareLengths.clear()
      reading.suspended = false
      break
    case 'absent':
    case 'quantity':
    case 'count':
    case 'enumerator':
      setRoles(reading, at, read.next, 'harmless')
      break
    default:
      read.phrase satisfies never
  }
}

function readLabel(reading: Reading, at: number): number | undefined {
  const read = recogniseLabel(reading.tokens, at)
  if (read === undefined) return undefined
  if (isDateLabel(read.label)) {
    const next = readLabelledDates(reading, read.label, at, read.next)
    if (next !== undefined) return next
    if (read.label === 'manufactured') return undefined
    if (reading.afterLabel === at && labelInForce(reading) !== undefined) {
      reading.datesAreExpiry = true
      reading.afterLabel = read.next
      setRoles(reading, at, read.next, 'harmless')
      return read.next
    }
    if (isMark(reading.tokens[read.next])) {
      setRoles(reading, at, read.next, 'harmless')
      return read.next + 1
    }
    reading.datesAreExpiry = true
    setRoles(reading, at, read.next, 'harmless')
    return read.next
  }
  applyLabel(reading, read, at)
  setRoles(reading, at, read.next, 'harmless')
  return read.next
}

function readUnknown(reading: Reading, at: number): number {
  const label = labelInForce(reading)
  if (reading.afterLabel === at && (label === 'di' || label === 'ref')) addUnreadProduct(reading, at)
  const listsUnits = label === 'lot' || label === 'serial' || label === 'either'
  if (listsUnits && isNumber(reading.tokens[at])) addUnreadUnits(reading, at)
  reading.suspended = true
  return at + 1
}
