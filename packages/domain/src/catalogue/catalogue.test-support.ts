import type { CatalogueIdentifier, CatalogueRecord } from './catalogue-record.ts'

/** A record of invented DIs: the first is the primary one, the others are packages. */
export const recordOf = (
  recordKey: string,
  dis: readonly string[],
  more: Partial<CatalogueRecord> = {},
): CatalogueRecord => ({
  recordKey,
  version: { number: 1 },
  company: 'Northwind Devices',
  identifiers: dis.map(
    (di, index): CatalogueIdentifier => ({ di, type: index === 0 ? 'primary' : 'package', agency: 'gs1' }),
  ),
  onLabel: { lot: false, serial: true, expiryDate: false, manufactureDate: false, donationId: false },
  distribution: {},
  ...more,
})

/** The records of a list by DI, as a store finds them. */
export const recordsIn =
  (records: readonly CatalogueRecord[]) =>
  (di: string): readonly CatalogueRecord[] =>
    records.filter(({ identifiers }) => identifiers.some((identifier) => identifier.di === di))
