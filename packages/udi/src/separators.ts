/** ASCII group separator: how a scanner transmits FNC1. */
export const groupSeparator = '\u001d'

/** The printable picture of the group separator, which some tools show or export in its place. */
const pictureCode = 0x241d

const groupSeparatorCode = 0x1d

export function isSeparatorAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position)
  return code === groupSeparatorCode || code === pictureCode
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
