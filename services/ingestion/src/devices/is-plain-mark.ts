import type { IdentifierField } from './check-text.ts'

/** Digits that a spreadsheet holds whole, with zeros in front or without: too short for a carrier, and not all zeros. */
const number = /^(?=\d{1,15}$)0*[1-9]/
/** Letters and then digits, as BM1234 or SN-1234; three letters and a hyphen may be a month. */
const lettered = /^(?:[A-Za-z]+\d{1,13}|(?:[A-Za-z]{1,2}|[A-Za-z]{4,})-\d{1,13})$/
const dotted = /^\d{1,5}(?:\.\d{1,5}){1,5}$/

/** True for what most identifiers are: nothing that `damageOf` or `checkText` looks for can be in it, and one glance tells. */
export const isPlainMark = (field: IdentifierField, text: string): boolean =>
  number.test(text) || lettered.test(text) || (field === 'softwareVersion' && dotted.test(text))
