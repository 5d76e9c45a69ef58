import { gtinCheckDigit } from '@recallwire/udi/gtin.ts'
import type { RowProblem } from './device-row.ts'

/** The fields that identify something: a damaged value here would make an affected unit look like another one. */
const identifiers = ['udi', 'di', 'serial', 'lot', 'ref', 'assetTag', 'softwareVersion'] as const

/**
 * Refuses identifiers that a spreadsheet rewrote, or that say "I do not know" in words. Kept as text they would be compared
 * with a recall's serials and come out as `outside`, when the truth is `unknown`.
 */
export function checkText(row: Readonly<Record<string, unknown>>): readonly RowProblem[] {
  return identifiers.flatMap((field) => {
    const value = row[field]
    if (typeof value !== 'string') return []
    const reason = faultOf(field, value.trim())
    return reason === undefined ? [] : [{ field, reason }]
  })
}

/** 8.54121E+11: the digits behind the sixth are gone for good. */
const scientific = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i
const spreadsheetError = /^#(?:N\/A|REF!|VALUE!|NAME\?|NUM!|DIV\/0!|NULL!|#+)$/i
const formulaText = /^="/
const unknownInWords =
  /^(?:n\/?a|none|null|nil|tbd|unk|unknown|not available|no serial|no lot|see label|-+|\.+|\?+|x{3,}|0+)$/i

function faultOf(field: (typeof identifiers)[number], text: string): string | undefined {
  if (scientific.test(text)) {
    return `${text} was rewritten by a spreadsheet and its last digits are lost: format the column as text and export it again`
  }
  if (spreadsheetError.test(text))
    return `${text} is an error of a spreadsheet, not a value: correct it at its source`
  // Half of a surrogate pair has no canonical JSON; the domain refuses it in every other text.
  if (field === 'udi')
    return text.isWellFormed() ? undefined : 'holds half of a character: scan the carrier again'
  if (formulaText.test(text))
    return `${text} is a spreadsheet's formula around a value: export the value alone`
  if (unknownInWords.test(text)) return `${text} stands for "unknown": leave the field out instead`
  if (field !== 'di' && holdsCarrier(text)) return 'holds a whole UDI carrier: move it to the field udi'
  return undefined
}

/** Maintenance systems are found with the scanned carrier in the serial column. */
function holdsCarrier(text: string): boolean {
  const [, brackets, bare] = /^(?:\][A-Za-z]\d)?(?:\(01\)(\d{14})|01(\d{14})(?=10|11|17|21))/.exec(text) ?? []
  if (brackets !== undefined) return true
  return bare !== undefined && Number(bare.at(-1)) === gtinCheckDigit(bare.slice(0, 13))
}
