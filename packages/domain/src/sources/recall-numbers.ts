/** A centre's letter (Z devices, B biologics, V animals, F food, D drugs), a number and a fiscal year. */
const numberPattern = /\b([A-Z])\s?-\s?(\d{3,5})\s?-\s?(\d{4}|\d{2})\b/i

const normalised = ([, centre = '', number = '', year = '']: RegExpExecArray): string =>
  `${centre.toUpperCase()}-${number}-${year}`

/** "Z-0053-2020", also written "z-0053-2020" or "Z - 0053-2020". Undefined for anything else. */
export function parseRecallNumber(text: string): string | undefined {
  const found = numberPattern.exec(text.trim())
  return found !== null && found[0].length === text.trim().length ? normalised(found) : undefined
}

/** Records before 2012 say their numbers in the description: "… P/N 14324. Recall # Z-1773-2012". In order, each once. */
export function recallNumbersIn(text: string): readonly string[] {
  const named = text.matchAll(/\bRecall\s*(?:#|No\.?|Number:?)\s*([A-Z]\s?-\s?\d{3,5}\s?-\s?\d{2,4})\b/gi)
  const numbers = [...named].map(([, number = '']) => parseRecallNumber(number))
  return [...new Set(numbers.filter((number) => number !== undefined))]
}
