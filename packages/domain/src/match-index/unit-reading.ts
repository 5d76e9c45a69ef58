import type { UnitFacts } from '../device/holding.ts'
import { bareMark, foldMark, isDigitCode, mayFold, shapeOf } from '../scope/marks.ts'
import { leadOf, numberDigits, numberOf, type RangeShape } from './range-shape.ts'
import { emptyHash, hashOn, hashText } from './text-hash.ts'
import { createVersionForm, type VersionForm } from './version-form.ts'

/** What all criteria about one mark of a unit need of it, read in one pass and at most once for a unit. */
export type MarkReading = {
  text: string
  isRead: boolean
  folded: string
  /** Without a label in front, e.g. "SN". */
  bare: string
  /** Of the bare mark. */
  hash: number
  /** How many digits stand at the end, and the last 15 of them as a number. */
  digits: number
  number: number
}

/** The unit that is being looked up. There is one of these for all units, so that a lookup leaves no garbage. */
export type UnitReading = {
  facts: UnitFacts
  readonly lot: MarkReading
  readonly serial: MarkReading
  readonly version: VersionForm
}

const createMarkReading = (): MarkReading => ({
  text: '',
  isRead: false,
  folded: '',
  bare: '',
  hash: 0,
  digits: 0,
  number: 0,
})

export const createUnitReading = (): UnitReading => ({
  facts: {},
  lot: createMarkReading(),
  serial: createMarkReading(),
  version: createVersionForm(),
})

export function beginUnit(unit: UnitReading, facts: UnitFacts): void {
  unit.facts = facts
  unit.lot.isRead = false
  unit.serial.isRead = false
}

/** Undefined where the unit does not tell its lot. */
export const lotOf = ({ facts, lot }: UnitReading): MarkReading | undefined => readOnce(lot, facts.lot)

export const serialOf = ({ facts, serial }: UnitReading): MarkReading | undefined =>
  readOnce(serial, facts.serial)

function readOnce(reading: MarkReading, text: string | undefined): MarkReading | undefined {
  if (text === undefined) return undefined
  if (!reading.isRead) readMark(reading, text)
  return reading
}

function readMark(reading: MarkReading, text: string): void {
  reading.isRead = true
  reading.text = text
  let hash = emptyHash
  let digits = 0
  let number = 0
  let mayChange = text.startsWith('0')
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    hash = hashOn(hash, code)
    if (isDigitCode(code)) {
      digits += 1
      number = number * 10 + code - 48
    } else {
      digits = 0
      number = 0
      if (mayFold(code, at)) mayChange = true
    }
  }
  reading.folded = mayChange ? foldMark(text) : text
  reading.bare = bareMark(text)
  reading.hash = reading.bare === text ? hash : hashText(reading.bare)
  reading.digits = digits
  reading.number = digits > numberDigits ? numberOf(text.slice(-digits)) : number
}

/**
 * How a serial stands to the ranges of a shape: ordered by their numbers, perhaps meant by all of them, or by none. As
 * `rangeHolds` has it.
 */
export function standingUnder(shape: RangeShape, serial: MarkReading): 'ordered' | 'doubtful' | 'other' {
  const { text, digits } = serial
  if (digits === 0) return 'doubtful'
  const { prefix } = shape
  if (prefix.length + digits !== text.length || !text.startsWith(prefix)) {
    return looksOf(serial) === shape.looks ? 'doubtful' : 'other'
  }
  if (digits !== shape.digits) return 'doubtful'
  return shape.lead === '' || shape.lead === leadOf(text.slice(-digits)) ? 'ordered' : 'other'
}

/** The prefix as it looks when the serial is folded; undefined where no digits are left. */
export const looksOf = ({ text, bare, digits }: MarkReading): string | undefined =>
  bare === text ? text.slice(0, text.length - digits) : shapeOf(bare)?.prefix
