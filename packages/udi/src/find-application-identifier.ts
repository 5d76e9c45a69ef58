import {
  type ApplicationIdentifier,
  applicationIdentifiers,
  identifierFamilies,
  internal,
  logisticMeasure,
  measure,
} from './application-identifiers.ts'
import { codesOf } from './character-sets.ts'
import { type Element, fieldOf } from './element.ts'

type Found = Omit<Element, 'value'>

/** Stems of the AIs 3100 to 3695, whose last digit (0 to 5) gives the decimal point: measures of an item. */
const itemMeasures: readonly (readonly [from: number, to: number])[] = [
  [310, 316],
  [320, 329],
  [350, 352],
  [356, 357],
  [360, 361],
  [364, 366],
]
/** … and of an item or a shipment. */
const logisticMeasures: readonly (readonly [from: number, to: number])[] = [
  [330, 336],
  [340, 349],
  [353, 355],
  [362, 363],
  [367, 369],
]

/**
 * Every AI at its number. Two, three and four digits do not meet there, because no longer AI begins with 0. A read takes
 * about five of these looks, so that they must cost next to nothing.
 */
const identifiers: readonly (Found | undefined)[] = tabulate()

/** How long the AIs are that begin with these two digits: all of them are of one length. */
const lengths: Uint8Array = measureLengths()

/** The AI that `text` has at `start`, if any. No AI is the beginning of another, so there is at most one. */
export function findApplicationIdentifier(text: string, start = 0): Found | undefined {
  // Never a look behind the end of a text: the engine then reckons with fractions.
  if (start + 2 > text.length) return undefined
  const first = digitAt(text, start)
  const second = digitAt(text, start + 1)
  if (first === -1 || second === -1) return undefined
  let number = first * 10 + second
  const length = lengths[number] ?? 0
  if (start + length > text.length) return undefined
  for (let position = 2; position < length; position += 1) {
    const digit = digitAt(text, start + position)
    if (digit === -1) return undefined
    number = number * 10 + digit
  }
  return length === 0 ? undefined : identifiers[number]
}

function digitAt(text: string, position: number): number {
  const digit = text.charCodeAt(position) - 48
  return digit >= 0 && digit <= 9 ? digit : -1
}

function tabulate(): readonly (Found | undefined)[] {
  const table = new Array<Found | undefined>(10_000).fill(undefined)
  const add = (ai: string, identifier: ApplicationIdentifier) => {
    table[Number(ai)] = { ai, field: fieldOf(ai), identifier: uniform(identifier) }
  }
  for (const [ai, identifier] of Object.entries(applicationIdentifiers)) add(ai, identifier)
  for (let ai = 91; ai <= 99; ai += 1) add(String(ai), internal)
  for (const [stem, { last, identifier }] of Object.entries(identifierFamilies)) {
    for (let digit = 0; digit <= last; digit += 1) add(`${stem}${digit}`, identifier)
  }
  const addMeasures = (from: number, to: number, identifier: ApplicationIdentifier) => {
    for (let stem = from; stem <= to; stem += 1) {
      for (let digit = 0; digit <= 5; digit += 1) add(`${stem}${digit}`, identifier)
    }
  }
  for (const [from, to] of itemMeasures) addMeasures(from, to, measure)
  for (const [from, to] of logisticMeasures) addMeasures(from, to, logisticMeasure)
  // Kilograms per square metre are of an item alone.
  addMeasures(337, 337, { ...measure, needs: [['01']] })
  return table
}

/** The same with every property there: the engine reads objects of one shape several times faster than of twenty. */
function uniform(identifier: ApplicationIdentifier): ApplicationIdentifier {
  return {
    title: identifier.title,
    characters: identifier.characters,
    codes: codesOf(identifier.characters),
    minimum: identifier.minimum,
    maximum: identifier.maximum,
    predefined: identifier.predefined,
    leadingDigits: identifier.leadingDigits,
    checkDigitAt: identifier.checkDigitAt,
    calendar: identifier.calendar,
    needs: identifier.needs,
    needsGtinAtMost: (identifier.needs ?? []).every((group) => group.includes('01')),
    excludes: identifier.excludes,
  }
}

function measureLengths(): Uint8Array {
  const byStart = new Uint8Array(100)
  for (const found of identifiers) {
    if (found !== undefined) byStart[Number(found.ai.slice(0, 2))] = found.ai.length
  }
  return byStart
}
