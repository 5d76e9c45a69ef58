const digits = '0123456789'
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = 'abcdefghijklmnopqrstuvwxyz'

/**
 * The character sets of the GS1 General Specifications, section 7.11; `digits` is its numeric type N. `set43` is what HIBCC
 * can encode, without the / that divides its carriers; `capitals` are the letters and digits of HIBCC and ICCBBA identifiers.
 */
const characterSets = {
  digits,
  set82: `${digits}${upper}${lower}!"%&'()*+,-./:;<=>?_`,
  set64: `${digits}${upper}${lower}-_=`,
  set39: `${digits}${upper}#-/`,
  set43: `${digits}${upper}-. $+%`,
  capitals: `${digits}${upper}`,
} as const

export type CharacterSet = keyof typeof characterSets

/** The first character of the value that the set does not hold, or undefined when it holds them all. */
export function findCharacterOutside(set: CharacterSet, value: string): string | undefined {
  const allowed: string = characterSets[set]
  for (const character of value) {
    if (!allowed.includes(character)) return character
  }
  return undefined
}

/** True for a text of one or more of the digits 0 to 9. */
export function isDigits(text: string): boolean {
  return text !== '' && findCharacterOutside('digits', text) === undefined
}
