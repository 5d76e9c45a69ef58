import { z } from 'zod'
import { type CatalogueRecord, isKeyless, linkingDisOf } from './catalogue-record.ts'

/**
 * One record of the catalogue calls `di` and `linkedDi` the same product. Unsure, when one of the two is in more than
 * one record: then nobody can tell from the DI alone which of these products a unit is.
 */
export const diLinkSchema = z.strictObject({
  di: z.string(),
  linkedDi: z.string(),
  recordKey: z.string(),
  sure: z.boolean(),
})
export type DiLink = z.infer<typeof diLinkSchema>

/**
 * What the catalogue links to each of the DIs: every other DI of the same record, whatever package level, whether still
 * sold or not (old stock is found by its old DI). Links never run on from one record into another, and a GTIN is never
 * taken for its neighbour by its indicator digit. `recordsOf` gives the records a DI is in, in their newest versions.
 */
export function linkDis(
  dis: readonly string[],
  recordsOf: (di: string) => readonly CatalogueRecord[],
): readonly DiLink[] {
  const products = (di: string) => withoutRepeats(recordsOf(di))
  const links = [...new Set(dis)].flatMap((di) => {
    const records = products(di)
    return records.flatMap((record) =>
      linkingDisOf(record)
        .filter((linkedDi) => linkedDi !== di)
        .map((linkedDi) => ({
          di,
          linkedDi,
          recordKey: record.recordKey,
          sure: records.length === 1 && products(linkedDi).length === 1,
        })),
    )
  })
  return links.sort(inOrder)
}

/**
 * A file that leaves record keys out says again what another file said with them. Such a record is one product with the keyed
 * record of the same primary DI, where that lists all its DIs: counted beside it, it would put every unit in doubt.
 */
function withoutRepeats(records: readonly CatalogueRecord[]): readonly CatalogueRecord[] {
  if (records.length < 2 || !records.some(isKeyless)) return records
  const keyed = records.filter((record) => !isKeyless(record))
  return records.filter((record) => !isKeyless(record) || !keyed.some((other) => repeats(record, other)))
}

function repeats(record: CatalogueRecord, other: CatalogueRecord): boolean {
  const listed = new Set(linkingDisOf(other))
  return primaryOf(record) === primaryOf(other) && linkingDisOf(record).every((di) => listed.has(di))
}

const primaryOf = ({ identifiers }: CatalogueRecord): string | undefined =>
  identifiers.find(({ type }) => type === 'primary')?.di

/** In one order, whatever the store: what was read twice can then be compared. */
const inOrder = (one: DiLink, other: DiLink): number =>
  compare(one.di, other.di) ||
  compare(one.linkedDi, other.linkedDi) ||
  compare(one.recordKey, other.recordKey)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
