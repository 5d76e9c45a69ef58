const separators = /\s*[,;\n]\s*|\s+(?:[/&+–—-]|and|to|thru|through)\s+/i

/** A serial or lot of at least three characters with a digit in it: "1,027" is a number with a comma. */
const isMark = (part: string): boolean => part.length >= 3 && /\d/.test(part)

/**
 * Whether a cell lists or spans several serials or lots, e.g. "22A0114, 22A0115". Compared whole it would be none of them, and
 * units of a recall would come out as `outside`.
 */
export function namesSeveral(text: string): boolean {
  if (!/[\s,;]/.test(text)) return false
  const parts = text.split(separators)
  return parts.length > 1 && parts.every(isMark)
}
