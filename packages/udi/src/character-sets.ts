const digits = '0123456789'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = 'abcdefghijklmnopqrstuvwxyz'

/**
 * The character sets of the GS1 General Specifications, section 7.11; `digits` is its numeric type N. `set43` is what HIBCC
 * can encode, without the / that divides its carriers; `capitals` are the letters and digits of HIBCC and ICCBBA identifiers.
 */
const characterSets = {
  digits: listCodes(digits),
  set82: listCodes(`${digits}${upper}${lower}!"%&'()*+,-./:;<=>?_`),
  set64: listCodes(`${digits}${upper}${lower}-_=`),
  set39: listCodes(`${digits}${upper}#-/`),
  set43: listCodes(`${digits}${upper}-. $+%`),
  capitals: listCodes(`${digits}${upper}`),
} as const

export type CharacterSet = keyof typeof characterSets

/** 1 at the code of each character of the set. */
export const codesOf = (set: CharacterSet): Uint8Array => characterSets[set]

/** The first character of the value that the set does not hold, or undefined when it holds them all. */
export const findCharacterOutside = (set: CharacterSet, value: string): string | undefined =>
  findCodeOutside(characterSets[set], value)

/** The same for who looks the set up once. */
export function findCodeOutside(allowed: Uint8Array, value: string): string | undefined {
  for (let position = 0; position < value.length; position += 1) {
    if (allowed[value.charCodeAt(position)] !== 1)
      return String.fromCodePoint(value.codePointAt(position) ?? 0)
  }
  return undefined
}

/** True for a text of one or more of the digits 0 to 9. */
export function isDigits(text: string): boolean {
  for (let position = 0; position < text.length; position += 1) {
    const code = text.charCodeAt(position)
    if (code < 48 || code > 57) return false
  }
  return text !== ''
}

/** 1 at the code of each character: one look per character, where a search of the set would be eighty. */
function listCodes(characters: string): Uint8Array {
  const codes = new Uint8Array(128)
  for (const character of characters) codes[character.charCodeAt(0)] = 1
  return codes
}
