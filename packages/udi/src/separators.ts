/** ASCII group separator: how a scanner transmits FNC1. */
export const groupSeparator = '\u001d'

/** The printable picture of the group separator, which some tools show or export in its place. */
const groupSeparatorPicture = '\u241d'

export function isSeparator(character: string): boolean {
  return character === groupSeparator || character === groupSeparatorPicture
}

/** Drops separators and white space (a keyboard-wedge scanner types Enter after each scan) from both ends. */
export function trimCarrier(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isDroppable(text.charAt(start))) start += 1
  while (end > start && isDroppable(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function isDroppable(character: string): boolean {
  return isSeparator(character) || character.trim() === ''
}
