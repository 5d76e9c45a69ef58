import {
  type CatalogueRecord,
  linkingDisOf,
  replaces,
} from '@recallwire/domain/catalogue/catalogue-record.ts'
import { linkDis } from '@recallwire/domain/catalogue/link-dis.ts'
import type { Catalogue, CatalogueImport } from '@recallwire/ports/catalogue.ts'
import type { Database, Writes } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { integerOf, jsonOf, type Row, textOf } from './row.ts'

const listing = `SELECT document FROM catalogue_identifiers JOIN catalogue_records ON id = record_id
  WHERE di = ?1 AND links >= ?2 ORDER BY record_key`

export function createCatalogue(db: Database, putInOutbox: PutInOutbox): Catalogue {
  const imports = createDocumentTable<CatalogueImport>(db, putInOutbox, {
    table: 'catalogue_imports',
    columns: {},
  })
  const recordsWith = (di: string, links: 0 | 1) => db.all(listing, di, links).map(recordOf)
  return {
    imports: { get: imports.get, save: imports.save },
    put: (records) =>
      db.write((tx) => {
        const changed = records.filter((record) => putOne(tx, record)).length
        if (changed > 0) tx.run('UPDATE catalogue_version SET number = number + 1')
        return { changed }
      }),
    get: async (recordKey) => {
      const row = db.get('SELECT document FROM catalogue_records WHERE record_key = ?', recordKey)
      return row && recordOf(row)
    },
    byDi: async (di) => recordsWith(di, 0),
    linksOf: async (dis) => {
      const known = new Map<string, readonly CatalogueRecord[]>()
      return linkDis(dis, (di) => {
        const records = known.get(di) ?? recordsWith(di, 1)
        known.set(di, records)
        return records
      })
    },
    count: async () => integerOf(db.get('SELECT count(*) AS number FROM catalogue_records') ?? {}, 'number'),
    version: async () => integerOf(db.get('SELECT number FROM catalogue_version') ?? {}, 'number'),
  }
}

const recordOf = (row: Row): CatalogueRecord => jsonOf<CatalogueRecord>(row, 'document')

/** False when the record is known like this, or in a newer version. Most of a first import is new: that is tried first. */
function putOne(tx: Writes, record: CatalogueRecord): boolean {
  const document = JSON.stringify(record)
  const added = tx.get(
    'INSERT INTO catalogue_records (record_key, document) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id',
    record.recordKey,
    document,
  )
  if (added !== undefined) {
    addIdentifiers(tx, integerOf(added, 'id'), record)
    return true
  }
  const known = tx.get('SELECT id, document FROM catalogue_records WHERE record_key = ?', record.recordKey)
  if (known === undefined || textOf(known, 'document') === document) return false
  const before = recordOf(known)
  if (!replaces(record, before)) return false
  const id = integerOf(known, 'id')
  for (const { di } of before.identifiers) {
    tx.run('DELETE FROM catalogue_identifiers WHERE di = ? AND record_id = ?', di, id)
  }
  tx.run('UPDATE catalogue_records SET document = ? WHERE id = ?', document, id)
  addIdentifiers(tx, id, record)
  return true
}

function addIdentifiers(tx: Writes, id: number, record: CatalogueRecord): void {
  const linking = new Set(linkingDisOf(record))
  for (const di of new Set(record.identifiers.map((identifier) => identifier.di))) {
    tx.run(
      'INSERT INTO catalogue_identifiers (di, record_id, links) VALUES (?, ?, ?)',
      di,
      id,
      linking.has(di) ? 1 : 0,
    )
  }
}
