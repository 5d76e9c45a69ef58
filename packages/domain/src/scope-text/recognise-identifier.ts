import { parseGtin } from '@recallwire/udi/gtin.ts'
import { isLabelWord } from './label-words.ts'
import type { Token } from './tokenise.ts'

/** One element of a UDI in text: the device identifier, or a value with its GS1 application identifier. */
export type ReadElement = {
  /** `empty`: an application identifier whose value was left out. */
  readonly element: 'di' | 'lot' | 'serial' | 'date' | 'empty' | 'unreadable'
  readonly value: string
  /** Index of the first token of the value, after its application identifier. */
  readonly from: number
  readonly next: number
}

const elementOf: ReadonlyMap<string, ReadElement['element']> = new Map([
  ['01', 'di'],
  ['10', 'lot'],
  ['21', 'serial'],
  ['11', 'date'],
  ['17', 'date'],
])

/** Reads `(01)00382903868629`, `(01) 04050598000582`, `(10)A213B1`: a value behind an application identifier. */
export function recogniseElement(tokens: readonly Token[], at: number): ReadElement | undefined {
  const element = elementOf.get(tokens[at + 1]?.key ?? '')
  if (element === undefined || tokens[at]?.key !== '(' || tokens[at + 2]?.key !== ')') return undefined
  const value = tokens[at + 3]
  if (isLeftEmpty(tokens, at)) return { element: 'empty', value: '', from: at + 3, next: at + 3 }
  if (value?.kind !== 'word' || value.before === 'line') return undefined
  if (value.before === 'blank' && (!value.hasDigit || isLabelWord(value.key))) return undefined
  if (element === 'di') {
    return (
      recogniseDi(tokens, at + 3) ?? { element: 'unreadable', value: value.text, from: at + 3, next: at + 4 }
    )
  }
  return { element, value: value.text, from: at + 3, next: at + 4 }
}

/** "(20)01", "(30) 1" inside a UDI: variants, counts and the like, which tell no units. */
export function recogniseOtherElement(tokens: readonly Token[], at: number): number | undefined {
  const [open, code, close, value] = tokens.slice(at, at + 4)
  if (open?.key !== '(' || close?.key !== ')' || !otherElements.test(code?.key ?? '')) return undefined
  return value?.kind === 'word' && value.before !== 'line' && !isLabelWord(value.key) ? at + 4 : undefined
}

const otherElements = /^(?:1[2356]|2[02]|3[07]|235|24[01]|25[01]|9\d)$/

/** "(01)09506000134352(21)": the serial that would follow was left out. */
function isLeftEmpty(tokens: readonly Token[], at: number): boolean {
  const [before, open, code, value] = [tokens[at - 1], tokens[at], tokens[at + 1], tokens[at + 3]]
  const isAttached = before?.kind === 'word' && before.hasDigit && open?.before === 'nothing'
  return (
    isAttached &&
    code?.key !== '01' &&
    (value === undefined || value.before !== 'nothing' || /^[,;.)]$/.test(value.key))
  )
}

/** Reads a GS1 UDI-DI of 8, 12, 13 or 14 digits with its check digit right, also with blanks inside or behind a bare `01`. */
export function recogniseDi(tokens: readonly Token[], at: number): ReadElement | undefined {
  const first = tokens[at]
  if (first === undefined || !/^\d{1,16}$/.test(first.key)) return undefined
  if (/^01\d{14}$/.test(first.key) && isGtin(first.key.slice(2)))
    return { element: 'di', value: first.key.slice(2), from: at, next: at + 1 }
  if (isGtin(first.key)) return { element: 'di', value: first.key, from: at, next: at + 1 }
  let digits = first.key
  for (let next = at + 1; next < at + 8; next += 1) {
    const token = tokens[next]
    if (token?.before !== 'blank' || !/^\d+$/.test(token.key)) return undefined
    digits += token.key
    if (digits.length > 14) return undefined
    if (digits.length >= 12 && isGtin(digits))
      return { element: 'di', value: digits, from: at, next: next + 1 }
  }
  return undefined
}

/** A HIBCC identifier as databases print it: a labeler code of four that begins with a letter, then a product code. */
export const isHibccDi = (token: Token): boolean =>
  /^[A-Z][A-Z0-9]{3}[A-Z0-9-]{2,19}$/.test(token.text) && token.hasDigit

const isGtin = (text: string): boolean => text.length >= 8 && parseGtin(text).kind === 'gtin'
