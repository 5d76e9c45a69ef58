import { normaliseMaker } from '../device/observation.ts'
import { type Buckets, hasHalves } from './buckets.ts'
import { type GtinHalves, noHalves, readHalves } from './gtin-halves.ts'
import { hashCapitals, hashPair, hashText } from './text-hash.ts'
import {
  addEntry,
  createTextTable,
  firstEntry,
  nextEntry,
  numberUnder,
  removeEntries,
  type TextTable,
  textOf,
} from './text-table.ts'

/** How a notice names a product. */
export type ProductName = { readonly di: string } | { readonly manufacturer: string; readonly ref: string }

/** Which bucket a product key has. 0 stands for none. */
export interface ProductBuckets {
  /** Under a key of `productKeysOf`. */
  at(key: string): number
  of(name: ProductName): number
  put(name: ProductName, bucket: number): void
  remove(name: ProductName): void
  ofDi(di: string | undefined): number
  ofRef(manufacturer: string | undefined, ref: string | undefined): number
}

/**
 * A unit is looked up without making its keys: nearly all units are of a product that no recall names. By product code
 * first, so that a maker's name is normalised only where somebody recalled that code, and once.
 */
export function createProductBuckets(buckets: Buckets): ProductBuckets {
  const byDi = createTextTable()
  const halves: GtinHalves = { ...noHalves }
  /** Keys by the hash of the product code. */
  const byRef = createTextTable()
  const makers = new Map<string, string>()

  const makerOf = (written: string): string => {
    const known = makers.get(written)
    if (known !== undefined) return known
    if (makers.size === mostMakers) makers.clear()
    const maker = normaliseMaker(written)
    makers.set(written, maker)
    return maker
  }
  const keyOf = (manufacturer: string, ref: string): string =>
    `${refPrefix}${makerOf(manufacturer)}|${ref.toUpperCase()}`

  const hashDi = (di: string): number =>
    readHalves(halves, di) ? hashPair(halves.high, halves.low) : hashText(di)
  const ofDi = (di: string | undefined): number => {
    if (di === undefined) return 0
    const isGtin = readHalves(halves, di)
    const hash = isGtin ? hashPair(halves.high, halves.low) : hashText(di)
    for (let entry = firstEntry(byDi, hash); entry !== 0; entry = nextEntry(byDi, entry, hash)) {
      const bucket = numberUnder(byDi, entry)
      if (isGtin ? hasHalves(buckets, bucket, halves) : textOf(byDi, entry) === di) return bucket
    }
    return 0
  }
  const ofRef = (manufacturer: string | undefined, ref: string | undefined): number => {
    if (byRef.count === 0 || manufacturer === undefined || ref === undefined) return 0
    const hash = hashCapitals(ref)
    return firstEntry(byRef, hash) === 0 ? 0 : numberOf(byRef, hash, keyOf(manufacturer, ref))
  }

  return {
    ofDi,
    ofRef,
    of: (name) => ('di' in name ? ofDi(name.di) : ofRef(name.manufacturer, name.ref)),
    at: (key) => {
      if (key.startsWith(diPrefix)) return ofDi(key.slice(diPrefix.length))
      // A normalised maker has letters, digits and blanks only, so that the first bar ends it.
      return numberOf(byRef, hashCapitals(key.slice(key.indexOf('|') + 1)), key)
    },
    put: (name, bucket) => {
      if ('di' in name) addEntry(byDi, hashDi(name.di), name.di, bucket)
      else addEntry(byRef, hashCapitals(name.ref), keyOf(name.manufacturer, name.ref), bucket)
    },
    remove: (name) => {
      if ('di' in name) removeEntries(byDi, hashDi(name.di), ofDi(name.di))
      else removeEntries(byRef, hashCapitals(name.ref), ofRef(name.manufacturer, name.ref))
    },
  }
}

function numberOf(table: TextTable, hash: number, text: string): number {
  for (let entry = firstEntry(table, hash); entry !== 0; entry = nextEntry(table, entry, hash)) {
    if (textOf(table, entry) === text) return numberUnder(table, entry)
  }
  return 0
}

const diPrefix = 'di:'
const refPrefix = 'ref:'
const mostMakers = 50_000
