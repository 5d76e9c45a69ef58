import { parseGtin } from '@recallwire/udi/gtin.ts'
import { z } from 'zod'

export type IssuingAgency = 'gs1' | 'hibcc' | 'iccbba'

export type DiReading =
  | { readonly kind: 'di'; readonly agency: IssuingAgency; readonly di: string }
  | { readonly kind: 'problem'; readonly message: string }

/** Labeler (a letter and three more), product number of 1 to 18, one digit for the unit of measure. */
const hibccShape = /^[A-Z][A-Z0-9]{4,21}[0-9]$/
/** Facility, product code of the facility and product description code, which ends with four digits or a divided one. */
const iccbbaShape = /^(?=[0-9]*[A-Z])[A-Z0-9]{16}$/
/** The catalogue number of a blood bag, the one device identifier of ISBT 128 that is shorter. */
const bloodBagShape = /^(?=[0-9]*[A-Z])[A-Z0-9]{10}$/

/**
 * Reads a bare UDI-DI as inventories and databases write it, and gives the one form in which it is compared: 14 digits with a
 * right check digit (GS1, where 8, 12 and 13 get zeros in front), or the capitals and digits of HIBCC (6 to 23, without the
 * + and the check character of the barcode) and ICCBBA (16, or 10 of a blood bag). A text that fits HIBCC and ICCBBA is named
 * after ICCBBA; nothing depends on which, since only `di` is ever compared. A whole carrier is a problem: it belongs to `parseUdi`.
 */
export function normaliseDi(text: string): DiReading {
  const bare = text.trim().toUpperCase()
  if (/^\d*$/.test(bare)) {
    const gtin = parseGtin(bare)
    return gtin.kind === 'gtin'
      ? { kind: 'di', agency: 'gs1', di: gtin.gtin14 }
      : { kind: 'problem', message: gtin.problem.message + lostZeros(bare) }
  }
  if (iccbbaShape.test(bare)) return { kind: 'di', agency: 'iccbba', di: bare }
  if (hibccShape.test(bare)) return { kind: 'di', agency: 'hibcc', di: bare }
  if (bloodBagShape.test(bare)) return { kind: 'di', agency: 'iccbba', di: bare }
  return { kind: 'problem', message: shapeProblem(bare) }
}

/** Spreadsheets take zeros away in front. No GTIN has this length, so that putting them back is for a person to say. */
function lostZeros(digits: string): string {
  if (digits.length < 9 || digits.length > 11) return ''
  const padded = parseGtin(digits.padStart(14, '0'))
  return padded.kind === 'gtin'
    ? `; with zeros in front it is ${padded.gtin14}, whose check digit is right: correct it if the label agrees`
    : ''
}

function shapeProblem(bare: string): string {
  const carrier = /^(?:\]|\(|\+|=|&|\*|HTTPS?:)/.test(bare)
  return carrier
    ? 'write the device identifier alone; a whole carrier belongs in udi'
    : 'is no device identifier: GS1 has 8, 12, 13 or 14 digits, HIBCC 6 to 23 letters and digits from a letter to a digit, ICCBBA 16'
}

/** A UDI-DI in the form in which it is compared: a mistyped one would notify the owners of another product. */
export const diSchema = z
  .string()
  .max(23, 'a UDI-DI has 14 digits (GS1), or up to 23 letters and digits')
  .superRefine((text, context) => {
    const read = normaliseDi(text)
    if (read.kind === 'problem') context.addIssue({ code: 'custom', message: read.message })
    else if (read.di !== text) {
      const message = read.agency === 'gs1' ? `a UDI-DI has 14 digits: write ${read.di}` : `write ${read.di}`
      context.addIssue({ code: 'custom', message })
    }
  })
