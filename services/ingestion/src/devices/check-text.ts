import { gtinCheckDigit } from '@recallwire/udi/gtin.ts'
import { damageOf } from './damage-of.ts'
import type { RowProblem } from './device-row.ts'
import { isPlainMark } from './is-plain-mark.ts'
import { namesSeveral } from './names-several.ts'

/** The fields that identify something: a damaged value here would make an affected unit look like another one. */
const identifiers = ['udi', 'di', 'serial', 'lot', 'ref', 'assetTag', 'softwareVersion'] as const

export type IdentifierField = (typeof identifiers)[number]

export type CheckedText = {
  readonly problems: readonly RowProblem[]
  readonly warnings: readonly RowProblem[]
}

/**
 * Refuses identifiers that a spreadsheet rewrote, or that say "I do not know" in words. Kept as text they would be compared
 * with a recall's serials and come out as `outside`, when the truth is `unknown`.
 */
export function checkText(row: Readonly<Record<string, unknown>>): CheckedText {
  const problems: RowProblem[] = []
  const warnings: RowProblem[] = []
  for (const field of identifiers) {
    const value = row[field]
    if (typeof value !== 'string') continue
    const text = value.trim()
    if (isPlainMark(field, text)) continue
    const damage = damageOf(field, text)
    const reason = damage?.kind === 'lost' ? damage.reason : faultOf(field, text)
    if (reason !== undefined) problems.push({ field, reason })
    else if (damage !== undefined) warnings.push({ field, reason: damage.reason })
  }
  return { problems, warnings }
}

const unknownInWords =
  /^(?:n\/?a|none|null|nil|tbd|unk|unknown|not available|no serial|no lot|see label|-+|\.+|\?+|x{3,}|0+)$/i

/** What is wrong with an identifier that no spreadsheet did; undefined for nothing. */
export function faultOf(field: IdentifierField, text: string): string | undefined {
  // Half of a surrogate pair has no canonical JSON; the domain refuses it in every other text.
  if (field === 'udi')
    return text.isWellFormed() ? undefined : 'holds half of a character: scan the carrier again'
  if (unknownInWords.test(text)) return `${text} stands for "unknown": leave the field out instead`
  if (field !== 'di' && holdsCarrier(text)) return 'holds a whole UDI carrier: move it to the field udi'
  if ((field === 'serial' || field === 'lot') && namesSeveral(text))
    return `${text} looks like several: give each unit a row of its own`
  return undefined
}

/** Maintenance systems are found with the scanned carrier in the serial column. */
export function holdsCarrier(text: string): boolean {
  const [, brackets, bare] = /^(?:\][A-Za-z]\d)?(?:\(01\)(\d{14})|01(\d{14})(?=10|11|17|21))/.exec(text) ?? []
  if (brackets !== undefined) return true
  return bare !== undefined && Number(bare.at(-1)) === gtinCheckDigit(bare.slice(0, 13))
}
