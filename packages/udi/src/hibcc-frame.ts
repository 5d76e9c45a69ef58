import { endsInCheckCharacter, hibccCheckCharacter } from './check-character.ts'
import { createUdiProblem, quoteValue, type UdiProblem } from './udi-problem.ts'

/** A HIBCC carrier without what stands around its data. */
export type HibccFrame = {
  /** From the + to the check character, both included. */
  readonly carrier: string
  /** Product data begins with a letter; lot and dates on a barcode of their own begin with $ or a digit. */
  readonly isSecondary: boolean
  /** True when the carrier may end one character later: a blank may be its check character, trimmed or taken for padding. */
  readonly doubtful: boolean
  readonly problems: readonly UdiProblem[]
}

/**
 * Finds the carrier in `text` and verifies its check character. That may be a space: blanks behind `text` in `raw` are taken
 * for it as far as the sum allows, the _ that labels print for it is read as one, and where it must have been cut off the
 * carrier is undefined, since nobody can tell where its last value ends.
 */
export function openHibccFrame(
  raw: string,
  text: string,
): HibccFrame | { readonly carrier: undefined; readonly problems: readonly UdiProblem[] } {
  const { inner, closed } = dropAsterisks(raw, text)
  const core = inner.trimEnd()
  if (!core.startsWith('+')) return refuse('flag-missing', reportMissingFlag(core))
  const isSecondary = isSecondaryStart(core.charAt(1))
  const spaces = Math.min(inner.length - core.length, isSecondary ? 2 : 1)
  const readings = [2, 1, 0].filter((count) => count <= spaces).map((count) => core + ' '.repeat(count))
  const verified = readings.find(endsInCheckCharacter)
  const carrier = verified ?? core
  // The sum is right with and without a space for one carrier in 43, and by accident for one misread carrier in 43.
  const doubtful = !closed && endsInCheckCharacter(core) && (spaces > 0 || endsInCheckCharacter(`${core} `))
  if (carrier.length < (isSecondary ? 4 : 3)) return refuse('value-length', reportLength(carrier))
  if (verified !== undefined) return { carrier, isSecondary, doubtful, problems: [] }
  if (endsInCheckCharacter(`${core} `) || (isSecondary && endsInCheckCharacter(`${core}  `)))
    return refuse('check-character-lost', reportLost(core))
  return { carrier, isSecondary, doubtful, problems: [reportCheckCharacter(carrier)] }
}

/** Code 39 and captions put the carrier between asterisks, which also show that nothing behind it was cut off. */
function dropAsterisks(raw: string, text: string): { readonly inner: string; readonly closed: boolean } {
  const start = text.startsWith('*') ? 1 : 0
  const closed = start === 1 && text.length > 1 && text.endsWith('*')
  const shown = closed ? text.slice(1, -1) : text.slice(start) + ' '.repeat(countBlanksBehind(raw, text))
  return { inner: readUnderscores(shown), closed }
}

/** The blanks between the text and whatever the scanner adds, such as Enter. */
function countBlanksBehind(raw: string, text: string): number {
  const end = raw.lastIndexOf(text) + text.length
  let position = end
  while (position < raw.length && raw.charAt(position) === ' ') position += 1
  return position - end
}

/** Captions show a space as _ where it is the check character, or the link character in front of that. */
function readUnderscores(text: string): string {
  const shown = isSecondaryStart(text.charAt(1)) ? 2 : 1
  return text.slice(0, -shown) + text.slice(-shown).replaceAll('_', ' ')
}

function isSecondaryStart(character: string): boolean {
  return character === '$' || (character >= '0' && character <= '9')
}

function refuse(code: 'flag-missing' | 'value-length' | 'check-character-lost', message: string) {
  return { carrier: undefined, problems: [createUdiProblem(code, 'carrier', message)] }
}

function reportMissingFlag(text: string): string {
  return `This is a carrier of HIBCC without its leading +: ${quoteValue(text)} was not read, scan the barcode again`
}

function reportLength(text: string): string {
  return `This is a carrier of HIBCC that ends too early: ${quoteValue(text)} was not read, scan the barcode again`
}

function reportLost(text: string): string {
  const what = `${quoteValue(text)} is right with a space behind it`
  return `This is a carrier of HIBCC whose check character was trimmed: ${what}. Nothing was read: scan again, and keep blanks`
}

function reportCheckCharacter(carrier: string): UdiProblem {
  const given = JSON.stringify(carrier.slice(-1))
  const expected = hibccCheckCharacter(carrier.slice(0, -1))
  const why =
    expected === undefined
      ? 'cannot be verified, since it has characters that HIBCC does not know'
      : `is ${given}, ${JSON.stringify(expected)} expected`
  const message = `This is a carrier of HIBCC whose check character ${why}: scan it again or compare it with the label`
  return createUdiProblem('check-character', 'carrier', message)
}
