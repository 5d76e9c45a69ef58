import { type CatalogueRecord, linkingDisOf } from '@recallwire/domain/catalogue/catalogue-record.ts'
import { linkDis } from '@recallwire/domain/catalogue/link-dis.ts'
import type { Catalogue, CatalogueImport } from '@recallwire/ports/catalogue.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { jsonOf, optionalIntegerOf, textsOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { createDocuments } from '../documents/documents.ts'
import { putRecords } from './put-records.ts'

const versionId = 'catalogue-version'

/**
 * The version moves after a batch is written, so that whoever sees it sees the batch. The mark of a batch stands in `open` until the
 * version has moved, and in each record that it wrote: what a batch wrote whose writer died in between is new to the next one.
 */
export function createCatalogue(db: Database): Catalogue {
  const records = db.collection('catalogue_records')
  const states = db.collection('states')
  const imports = createDocuments<CatalogueImport>(db, { collection: 'catalogue_imports', fields: {} })
  const find = async (filter: Fields): Promise<readonly CatalogueRecord[]> =>
    (await records.find(filter, { sort: { _id: 1 }, only: ['document'] })).map(recordOf)
  const state = async (): Promise<Fields> => (await states.first({ _id: versionId })) ?? {}
  return {
    imports: { get: imports.get, save: imports.save },
    put: async (batch) => {
      const mark = newWriteMark()
      const open = new Set(textsOf(await state(), 'open'))
      const changed = await putRecords(records, batch, {
        mark,
        uncounted: (write) => open.has(write),
        before: () => states.upsert({ _id: versionId }, { $push: { open: mark } }),
      })
      if (changed > 0)
        await settle(() => states.upsert({ _id: versionId }, { $inc: { number: 1 }, $pull: { open: mark } }))
      return { changed }
    },
    get: async (recordKey) => {
      const row = await records.first({ _id: recordKey }, { only: ['document'] })
      return row && recordOf(row)
    },
    byDi: (di) => find({ dis: di }),
    linksOf: async (dis) => {
      const known = new Map<string, readonly CatalogueRecord[]>()
      let wanted: readonly string[] = [...new Set(dis)]
      // Links lead from the DIs asked for to others, and no further.
      while (wanted.length > 0) {
        const found = await find({ linkingDis: { $in: wanted } })
        for (const di of wanted)
          known.set(
            di,
            found.filter((record) => linkingDisOf(record).includes(di)),
          )
        const missing = new Set<string>()
        linkDis(dis, (di) => {
          const ofDi = known.get(di)
          if (ofDi === undefined) missing.add(di)
          return ofDi ?? []
        })
        wanted = [...missing]
      }
      return linkDis(dis, (di) => known.get(di) ?? [])
    },
    count: () => records.count({}),
    version: async () => optionalIntegerOf(await state(), 'number') ?? 0,
  }
}

const recordOf = (row: Fields): CatalogueRecord => jsonOf<CatalogueRecord>(row, 'document')
