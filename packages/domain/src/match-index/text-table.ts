/**
 * Texts with a number each, found by a hash of the text. Everything but the texts is in flat arrays. A set of bits in front of
 * them tells of nearly every text that is not there that it is not: it is small enough to stay near the processor. Entries whose
 * hashes end alike hang together in a chain. The caller compares the texts.
 */
export type TextTable = {
  /** Two bits for each hash that occurs or has occurred. */
  bits: Int32Array
  /** The first entry of each chain, 0 where there is none. */
  heads: Int32Array
  /** Of each entry its hash, the next of its chain or of the free ones, and the number. */
  entries: Int32Array
  readonly texts: string[]
  /** Entries in use, those removed since the bits were set, and the first that is free again. */
  count: number
  removed: number
  free: number
}

const width = 3
const [hashAt, nextAt, numberAt] = [0, 1, 2]
/** Bits for each head, which are 8 to 16 for each entry: of texts that are not there three in a hundred have to be looked for. */
const bitsPerHead = 8

export const createTextTable = (): TextTable => ({
  bits: new Int32Array((16 * bitsPerHead) / 32),
  heads: new Int32Array(16),
  entries: new Int32Array(16 * width),
  texts: [''],
  count: 0,
  removed: 0,
  free: 0,
})

/** The first entry of this hash, or 0. */
export function firstEntry(table: TextTable, hash: number): number {
  const { bits, heads } = table
  const marks = marksOf(hash)
  if (((bits[(hash >>> 5) & (bits.length - 1)] ?? 0) & marks) !== marks) return 0
  return skipOthers(table, heads[hash & (heads.length - 1)] ?? 0, hash)
}

/** The next entry of the same hash, or 0. */
export const nextEntry = (table: TextTable, entry: number, hash: number): number =>
  skipOthers(table, table.entries[entry * width + nextAt] ?? 0, hash)

export const textOf = ({ texts }: TextTable, entry: number): string => texts[entry] ?? ''

export const numberUnder = ({ entries }: TextTable, entry: number): number =>
  entries[entry * width + numberAt] ?? 0

export function addEntry(table: TextTable, hash: number, text: string, number: number): void {
  if (table.count >= table.heads.length) arrange(table, table.heads.length * 2)
  const entry = takeFree(table)
  table.texts[entry] = text
  table.entries[entry * width + hashAt] = hash
  table.entries[entry * width + numberAt] = number
  chain(table, entry, hash)
  table.count += 1
}

/** Takes out every entry of the hash that has the number. */
export function removeEntries(table: TextTable, hash: number, number: number): void {
  const { heads, entries } = table
  const head = hash & (heads.length - 1)
  let before = 0
  for (let entry = heads[head] ?? 0; entry !== 0; ) {
    const next = entries[entry * width + nextAt] ?? 0
    if (entries[entry * width + hashAt] === hash && entries[entry * width + numberAt] === number) {
      if (before === 0) heads[head] = next
      else entries[before * width + nextAt] = next
      freeEntry(table, entry)
    } else before = entry
    entry = next
  }
  if (table.removed * 2 > table.heads.length) arrange(table, table.heads.length)
}

/** Two bits of a word. */
const marksOf = (hash: number): number => (1 << hash) | (1 << (hash >>> 20))

function skipOthers({ entries }: TextTable, from: number, hash: number): number {
  let entry = from
  while (entry !== 0 && entries[entry * width + hashAt] !== hash) entry = entries[entry * width + nextAt] ?? 0
  return entry
}

function takeFree(table: TextTable): number {
  const { free } = table
  if (free !== 0) {
    table.free = table.entries[free * width + nextAt] ?? 0
    return free
  }
  const entry = table.texts.push('') - 1
  if ((entry + 1) * width > table.entries.length) {
    const larger = new Int32Array(Math.ceil(entry * 1.5) * width)
    larger.set(table.entries)
    table.entries = larger
  }
  return entry
}

function freeEntry(table: TextTable, entry: number): void {
  table.texts[entry] = ''
  table.entries[entry * width + nextAt] = table.free
  table.free = entry
  table.count -= 1
  table.removed += 1
}

/** Puts an entry at the front of its chain. */
function chain({ bits, heads, entries }: TextTable, entry: number, hash: number): void {
  const head = hash & (heads.length - 1)
  const word = (hash >>> 5) & (bits.length - 1)
  entries[entry * width + nextAt] = heads[head] ?? 0
  heads[head] = entry
  bits[word] = (bits[word] ?? 0) | marksOf(hash)
}

/** Chains all entries anew, behind so many heads. */
function arrange(table: TextTable, heads: number): void {
  const { heads: old, entries } = table
  table.heads = new Int32Array(heads)
  table.bits = new Int32Array((heads * bitsPerHead) / 32)
  table.removed = 0
  for (const first of old) {
    for (let entry = first; entry !== 0; ) {
      const next = entries[entry * width + nextAt] ?? 0
      chain(table, entry, entries[entry * width + hashAt] ?? 0)
      entry = next
    }
  }
}
