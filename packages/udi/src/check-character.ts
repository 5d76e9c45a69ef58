/** The 43 characters of HIBCC, each at its value (ANSI/HIBC 2, the mod 43 check character). */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'

/**
 * The HIBCC check character that belongs after `text`, which begins with +: the sum of the characters' values modulo 43. It may
 * be a space. Undefined when the text has a character that HIBCC does not know.
 */
export function hibccCheckCharacter(text: string): string | undefined {
  let sum = 0
  for (let position = 0; position < text.length; position += 1) {
    const value = alphabet.indexOf(text.charAt(position))
    if (value === -1) return undefined
    sum += value
  }
  return alphabet.charAt(sum % alphabet.length)
}

/** True when the last character of the text is the check character of what is in front of it. */
export function endsInCheckCharacter(text: string): boolean {
  return text.length > 1 && hibccCheckCharacter(text.slice(0, -1)) === text.slice(-1)
}
