import type { CatalogueRecord } from '@recallwire/domain/catalogue/catalogue-record.ts'
import { outgoing, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { now } from './matcher.test-support.ts'

/** Package levels of the pump. */
export const box = '19506000134359'
export const carton = '29506000134356'

/** A record of the catalogue that calls these DIs one product. */
export const recordOf = (recordKey: string, version: number, dis: readonly string[]): CatalogueRecord => ({
  recordKey,
  version: { number: version },
  company: 'Northwind Devices',
  identifiers: dis.map((di) => ({ di, type: 'package', agency: 'gs1' })),
  onLabel: { lot: false, serial: true, expiryDate: false, manufactureDate: false, donationId: false },
  distribution: {},
})

/** What ingestion says after it stored records. */
export const catalogueImported = (name: string): RecallEvent => {
  const importId = eventIdOf('/test', name, 0)
  return outgoing('catalogue', {
    id: importId,
    source: '/test',
    type: 'recallwire.catalogue-imported.v1',
    subject: importId,
    at: now,
    actor: { organisationId: 'o'.repeat(26), role: 'operator', by: 'operator' },
    data: { importId, records: 1, refused: 0, digest: 'd'.repeat(64) },
  }).event
}
