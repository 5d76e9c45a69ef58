import { assembleElements } from './assemble-elements.ts'
import type { Reading } from './element.ts'
import { readDigitalLink } from './read-digital-link.ts'
import { readElementString, readGtinBarcode } from './read-element-string.ts'
import { readHibcc } from './read-hibcc.ts'
import { readHumanReadable } from './read-human-readable.ts'
import { readIccbba } from './read-iccbba.ts'
import { recogniseCarrier } from './recognise-carrier.ts'
import type { Udi } from './udi.ts'
import { readYear } from './udi-date.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

export type { Udi } from './udi.ts'

export type UdiOptions = {
  /** The day (YYYY-MM-DD) that places years of two or three digits. */
  readonly today: string
  /** The primary barcode of a HIBCC label as it was scanned. It is looked at where `raw` is the secondary one of two. */
  readonly primary?: string
}

/**
 * Reads a UDI carrier: a scanned GS1 element string, the text printed under it, a GS1 Digital Link, or a carrier of HIBCC or
 * ICCBBA. Any text gives a result; what is wrong with it is in `problems`, and a value with an error there is text,
 * not a fact. Pass `raw` untrimmed: a HIBCC carrier may end with a space that counts.
 */
export function parseUdi(raw: string, { today, primary }: UdiOptions): Udi {
  const currentYear = readYear(today)
  const { form, text, scanned, problems } = recogniseCarrier(raw)
  switch (form) {
    case 'hibcc':
      return { agency: 'HIBCC', raw, ...readHibcc(raw, text, currentYear, primary) }
    case 'iccbba':
      return { agency: 'ICCBBA', raw, ...readIccbba(text, scanned, currentYear) }
    case 'unrecognised':
      return refuseUnrecognised(raw)
    case 'digital-link':
      return readGs1(raw, readDigitalLink(text), problems, currentYear)
    case 'human-readable':
      return readGs1(raw, readHumanReadable(text), problems, currentYear)
    case 'element-string':
      return readGs1(raw, readElementString(text), problems, currentYear)
    case 'gtin-barcode':
      return readGs1(raw, readGtinBarcode(text), problems, currentYear)
    default:
      return form satisfies never
  }
}

function readGs1(
  raw: string,
  reading: Reading | undefined,
  carrierProblems: readonly UdiProblem[],
  currentYear: number,
): Udi {
  if (reading === undefined || reading.elements.length === 0) return refuseUnrecognised(raw)
  return assembleElements(raw, reading, carrierProblems, currentYear)
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
