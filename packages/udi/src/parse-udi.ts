import { isDigits } from './character-sets.ts'
import { checkAssociations, checkElement } from './check-elements.ts'
import { type Element, fieldOf, type Reading } from './element.ts'
import { findApplicationIdentifier } from './find-application-identifier.ts'
import { isGtinLength } from './gtin.ts'
import { readDigitalLink } from './read-digital-link.ts'
import { readElementString } from './read-element-string.ts'
import { readHumanReadable } from './read-human-readable.ts'
import { recogniseCarrier } from './recognise-carrier.ts'
import { parseUdiDate, readYear } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** A date as the carrier writes it (YYMMDD) and, when there is such a day, as YYYY-MM-DD. */
export type UdiDate = { readonly text: string; readonly date?: string }

/**
 * What a UDI carrier says. Values are the carrier's own text, unchanged, also where a problem names them; `raw` is the input
 * as it came. `di` is there whenever 14 digits were given, a wrong check digit included.
 */
export type Udi = {
  readonly agency: 'GS1' | 'HIBCC' | 'ICCBBA' | 'unknown'
  readonly raw: string
  readonly di?: string
  readonly lot?: string
  readonly serial?: string
  readonly manufactured?: UdiDate
  readonly expires?: UdiDate
  readonly softwareVersion?: string
  /** Every other application identifier, in the carrier's order. */
  readonly others: readonly { readonly ai: string; readonly value: string }[]
  readonly problems: readonly UdiProblem[]
}

/**
 * Reads a UDI carrier: a scanned GS1 element string, the text printed under it, or a GS1 Digital Link. Any text gives a
 * result; what is wrong with it is in `problems`, and a value with an error there is text, not a fact. HIBCC and
 * ICCBBA carriers are recognised and refused by name. `today` (YYYY-MM-DD) places two-digit years.
 */
export function parseUdi(raw: string, options: { readonly today: string }): Udi {
  const currentYear = readYear(options.today)
  const { form, text, problems } = recogniseCarrier(raw)
  switch (form) {
    case 'hibcc':
      return refuse('HIBCC', raw)
    case 'iccbba':
      return refuse('ICCBBA', raw)
    case 'unrecognised':
      return refuseUnrecognised(raw)
    case 'digital-link':
      return assemble(raw, readDigitalLink(text), problems, currentYear)
    case 'human-readable':
      return assemble(raw, readHumanReadable(text), problems, currentYear)
    case 'element-string':
      return assemble(raw, readElementString(text), problems, currentYear)
    case 'gtin-barcode':
      return assemble(raw, readGtinBarcode(text), problems, currentYear)
    default:
      return form satisfies never
  }
}

function refuse(agency: 'HIBCC' | 'ICCBBA', raw: string): Udi {
  const message = `This is a carrier of ${agency}, which is not read yet: enter device identifier, lot and serial by hand`
  return { agency, raw, others: [], problems: [createUdiProblem('agency-not-read', 'carrier', message)] }
}

function refuseUnrecognised(raw: string): Udi {
  const what = raw.trim() === '' ? 'The carrier is empty' : `${quoteValue(raw)} is no UDI carrier`
  const message = `${what}: scan the barcode, or type the text under it with its brackets, as in (01)…(10)…`
  return {
    agency: 'unknown',
    raw,
    others: [],
    problems: [createUdiProblem('carrier-unrecognised', 'carrier', message)],
  }
}

/** An EAN, UPC or ITF-14 symbol is a GTIN and nothing else; its shorter forms stand for 14 digits. */
function readGtinBarcode(text: string): Reading {
  const found = findApplicationIdentifier('01')
  if (found === undefined || !isDigits(text)) return { elements: [], problems: [] }
  const value = isGtinLength(text.length) ? text.padStart(14, '0') : text
  return { elements: [{ ...found, value }], problems: [] }
}

function assemble(
  raw: string,
  reading: Reading | undefined,
  carrierProblems: readonly UdiProblem[],
  currentYear: number,
): Udi {
  if (reading === undefined || reading.elements.length === 0) return refuseUnrecognised(raw)
  const { kept, repeats } = dropRepeats(reading.elements)
  const problems = [
    ...carrierProblems,
    ...reading.problems,
    ...repeats,
    ...kept.flatMap((element) => checkElement(element, currentYear)),
    ...checkAssociations(kept),
  ]
  return { agency: 'GS1', raw, ...readFields(kept, currentYear), problems }
}

/** The same AI twice with one value is one statement; with two values it is a contradiction. */
function dropRepeats(elements: readonly Element[]) {
  const kept = new Map<string, Element>()
  const repeats: UdiProblem[] = []
  for (const element of elements) {
    const first = kept.get(element.ai)
    if (first === undefined) {
      kept.set(element.ai, element)
    } else if (first.value !== element.value) {
      const values = `${quoteValue(first.value)} and ${quoteValue(element.value)}`
      const message = `AI ${element.ai} is given twice, as ${values}: the first is shown, ask which one the label has`
      repeats.push(createUdiProblem('ai-repeated', fieldOf(element.ai), message))
    }
  }
  return { kept: [...kept.values()], repeats }
}

function readFields(
  elements: readonly Element[],
  currentYear: number,
): Omit<Udi, 'agency' | 'raw' | 'problems'> {
  const others: { readonly ai: string; readonly value: string }[] = []
  let fields: Omit<Udi, 'agency' | 'raw' | 'problems' | 'others'> = {}
  for (const { ai, value } of elements) {
    if (value === '') continue
    switch (ai) {
      case '01':
        if (value.length === 14 && isDigits(value)) fields = { ...fields, di: value }
        break
      case '10':
        fields = { ...fields, lot: value }
        break
      case '11':
        fields = { ...fields, manufactured: readDate(value, currentYear) }
        break
      case '17':
        fields = { ...fields, expires: readDate(value, currentYear) }
        break
      case '21':
        fields = { ...fields, serial: value }
        break
      case '8012':
        fields = { ...fields, softwareVersion: value }
        break
      default:
        others.push({ ai, value })
    }
  }
  return { ...fields, others }
}

function readDate(text: string, currentYear: number): UdiDate {
  const date = parseUdiDate(text, currentYear)
  return date === undefined ? { text } : { text, date }
}
