import { z } from 'zod'

/** Text a person typed on one line: trimmed, no control characters (they break mail headers and terminals). */
export const lineOf = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused
    .regex(/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/u, 'must be one line without control characters')
    .refine(isWhole, halfCharacter)

/** Text of several lines: tabs and line ends allowed, no other control characters. */
export const textOf = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must be at most ${max} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/u, 'must not hold control characters')
    .refine(isWhole, halfCharacter)

/** An id made by `ids.ts`. */
export const idSchema = z.string().regex(/^[a-z2-7]{26}$/, 'is not an id of this system')

/** Half of a surrogate pair has no canonical JSON, so that a text with one could be neither hashed nor signed. */
function isWhole(text: string): boolean {
  return text.isWellFormed()
}

const halfCharacter = 'holds half of a character: type the text again'
