/** ASCII group separator: how a scanner transmits FNC1. */
export const groupSeparator = '\u001d'

/** The printable picture of the group separator, which some tools show or export in its place. */
const picture = '\u241d'
const pictureCode = 0x241d

const groupSeparatorCode = 0x1d

function isSeparatorAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  return code === groupSeparatorCode || code === pictureCode
}

/** The text with every separator as it is sent, so that one search finds them. Each character stays at its place. */
export const withSentSeparators = (text: string): string =>
  text.includes(picture) ? text.replaceAll(picture, groupSeparator) : text

/** Where the next separator stands, or the end of the text. */
export function nextSeparator(sent: string, from: number): number {
  const found = sent.indexOf(groupSeparator, from)
  return found === -1 ? sent.length : found
}

/** Drops separators and white space (a keyboard-wedge scanner types Enter after each scan) from both ends. */
export function trimCarrier(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isDroppableAt(text, start)) start += 1
  while (end > start && isDroppableAt(text, end - 1)) end -= 1
  return text.slice(start, end)
}

function isDroppableAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  const isPrintableAscii = code > 0x20 && code < 0x7f
  return !isPrintableAscii && (isSeparatorAt(text, position) || text.charAt(position).trim() === '')
}
