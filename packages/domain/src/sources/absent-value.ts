/**
 * What people and exports write where they have nothing to say. Only for whole values: "N/A" in the middle of a text says
 * something about one of its parts.
 */
const absentWords =
  /^(?:n\.?\s?\/?\s?a\.?|not? (?:applicable|available|provided|specified|stated|given|known|reported|data|information)|none(?: (?:provided|given|listed|stated|available))?|nil|null|undefined|unknown|no value|tbd|to be determined|see (?:above|below)|blank|\(?empty\)?|[-–—_.?*/\s]+)\.?$/i

/**
 * The text of a field, or undefined where it holds none: the key is missing, the value is null, blank, or one of the words
 * that stand for nothing. Line ends become `\n`; what no text holds (other control characters, half a character) is taken out.
 */
export function presentText(value: unknown): string | undefined {
  const text =
    typeof value === 'string' ? plainText(value) : Number.isFinite(value) ? String(value) : undefined
  return text === undefined || text === '' || absentWords.test(text) ? undefined : text
}

/** Text as it can be stored, hashed and shown. */
function plainText(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, ' ')
      .toWellFormed()
      .trim()
  )
}
