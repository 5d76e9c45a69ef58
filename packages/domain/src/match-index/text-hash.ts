/** A number of 32 bits for a text (FNV-1a): equal texts have equal numbers, and other texts hardly ever have the same. */
export function hashText(text: string): number {
  let hash = emptyHash
  for (let at = 0; at < text.length; at += 1) hash = hashOn(hash, text.charCodeAt(at))
  return hash
}

export const emptyHash = 0x811c9dc5 | 0

/** The hash of a text with one more character. */
export const hashOn = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193)

/** The hash of a text in capitals. */
export function hashCapitals(text: string): number {
  let hash = emptyHash
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 127) return hashText(text.toUpperCase())
    hash = hashOn(hash, code >= 97 && code <= 122 ? code - 32 : code)
  }
  return hash
}

/** The hash of a text in one of many lists: one text has another hash in each. Its last bits depend on all of it. */
export const hashWithin = (list: number, hash: number): number => hashPair(list + 1, hash)

/** Of two numbers of 32 bits: one second number has another hash with each first. */
export function hashPair(first: number, second: number): number {
  const spread = Math.imul(second ^ Math.imul(first, 0x9e3779b1), 0x85ebca6b)
  return spread ^ (spread >>> 15)
}
