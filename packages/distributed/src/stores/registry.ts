import type { Reader } from '@recallwire/domain/access/actor.ts'
import { type Holding, isLive, keysOfHolding } from '@recallwire/domain/device/holding.ts'
import type { Page } from '@recallwire/ports/aggregate-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Registry, UnitPlace } from '@recallwire/ports/registry.ts'
import type { Database } from '../database/database.ts'
import { textOf } from '../database/row.ts'
import { createDocuments } from '../documents/documents.ts'
import { readerFilter } from './reader-filter.ts'

const own = (reader: Reader) => readerFilter(reader, 'organisationId')

/**
 * A row that is live stands at its place, `FACILITY.HOLDING`, under each of its product keys: one index gives a recall its units, facility
 * by facility. Ids have one length, so that places sort as facility and holding do.
 */
export function createRegistry(db: Database): Registry {
  const rows = db.collection('holdings')
  const holdings = createDocuments<Holding>(db, {
    collection: 'holdings',
    fields: {
      organisationId: (holding) => holding.organisationId,
      custodyId: (holding) => holding.custody.custodyId,
      unitAt: (holding) => unitAt(holding),
      livePlace: (holding) => (isLive(holding) ? placeOf(holding) : undefined),
      productKeys: (holding) => (isLive(holding) ? keysOfHolding(holding) : undefined),
    },
  })
  /** Each key's run of the index is read in order and no further than the page needs, then the runs are merged. */
  const placesOf = async (reader: Reader, keys: readonly string[], limit: number, after = '') => {
    const runs = await Promise.all(
      [...new Set(keys)].map((key) =>
        rows.find(
          { productKeys: key, livePlace: { $gt: after }, ...own(reader) },
          { sort: { livePlace: 1 }, limit: limit + 1, only: ['livePlace', 'custodyId'] },
        ),
      ),
    )
    const found = new Map(runs.flat().map((row) => [textOf(row, 'livePlace'), textOf(row, 'custodyId')]))
    const places = [...found].map(([place, custodyId]): UnitPlace => {
      const [facilityId = '', holdingId = ''] = place.split('.')
      return { facilityId, holdingId, custodyId }
    })
    return pageOf(runs.length < 2 ? places : places.sort(inOrder), limit, placeOf)
  }
  return {
    save: holdings.save,
    saveAll: holdings.saveAll,
    get: (reader, holdingId) => holdings.first({ _id: holdingId, ...own(reader) }),
    byUnit: (reader, unitKey) =>
      holdings.find({ unitAt: { $gt: `${unitKey}.`, $lt: `${unitKey}/` }, ...own(reader) }, byId),
    metBy: async (reader, whereabouts) => {
      if (whereabouts.length === 0) return []
      const ids = whereabouts.flatMap(({ holdingId, taggedId }) => [
        holdingId,
        ...(taggedId ? [taggedId] : []),
      ])
      // Two questions, each with an index of its own.
      const [named, same] = await Promise.all([
        holdings.find({ _id: { $in: ids }, ...own(reader) }),
        holdings.find({ unitAt: { $in: whereabouts.map(unitAt) }, ...own(reader) }),
      ])
      const met = new Map([...named, ...same].map((stored) => [stored.document.holdingId, stored]))
      return [...met.values()].sort((a, b) => compare(a.document.holdingId, b.document.holdingId))
    },
    ofFacility: async (reader, facilityId, limit, after = '') => {
      const filter = { livePlace: { $gt: `${facilityId}.${after}`, $lt: `${facilityId}/` }, ...own(reader) }
      const found = await holdings.find(filter, { sort: { livePlace: 1 }, limit: limit + 1 })
      return pageOf(
        found.map(({ document }) => document),
        limit,
        ({ holdingId }) => holdingId,
      )
    },
    placesByKeys: placesOf,
    byKeys: async (reader, keys, limit, after): Promise<Page<Holding>> => {
      const page = await placesOf(reader, keys, limit, after)
      const found = await holdings.find({ _id: { $in: page.items.map(({ holdingId }) => holdingId) } })
      const byHolding = new Map(found.map(({ document }) => [document.holdingId, document]))
      return { ...page, items: page.items.flatMap(({ holdingId }) => byHolding.get(holdingId) ?? []) }
    },
  }
}

const byId = { sort: { _id: 1 } } as const

const unitAt = ({ unitKey, facilityId }: { readonly unitKey: string; readonly facilityId: string }): string =>
  `${unitKey}.${facilityId}`

const placeOf = ({
  facilityId,
  holdingId,
}: {
  readonly facilityId: string
  readonly holdingId: string
}): string => `${facilityId}.${holdingId}`

const inOrder = (a: UnitPlace, b: UnitPlace): number => compare(placeOf(a), placeOf(b))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
