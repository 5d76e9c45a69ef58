import { type Holding, isLive, keysOfHolding } from '@recallwire/domain/device/holding.ts'
import type { Page } from '@recallwire/ports/aggregate-store.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import type { Registry, UnitPlace } from '@recallwire/ports/registry.ts'
import type { Database, Writes } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { organisationOf } from './reader-scope.ts'
import { integerOf, jsonOf } from './row.ts'

export function createRegistry(db: Database, putInOutbox: PutInOutbox): Registry {
  const holdings = createDocumentTable<Holding>(db, putInOutbox, {
    table: 'holdings',
    columns: {
      organisation_id: (holding) => holding.organisationId,
      facility_id: (holding) => holding.facilityId,
      custody_id: (holding) => holding.custody.custodyId,
      unit_key: (holding) => holding.unitKey,
      live: (holding) => (isLive(holding) ? 1 : 0),
    },
    alongside: writeKeys,
  })
  const own = '(?1 IS NULL OR organisation_id = ?1)'
  const pageOfPlaces = (
    organisation: string | null,
    keys: readonly string[],
    limit: number,
    after: string | undefined,
  ): Page<UnitPlace> => {
    const places = placesOf(db, organisation, keys, limit + 1, cursorOf(after))
    return pageOf(places, limit, ({ facilityId, holdingId }) => `${facilityId}.${holdingId}`)
  }
  return {
    save: holdings.save,
    saveAll: holdings.saveAll,
    get: async (reader, holdingId) =>
      holdings.find(`WHERE ${own} AND id = ?2`, organisationOf(reader), holdingId).at(0),
    byUnit: async (reader, unitKey) =>
      holdings.find(`WHERE ${own} AND unit_key = ?2 ORDER BY id`, organisationOf(reader), unitKey),
    metBy: async (reader, whereabouts) => {
      const ids = whereabouts.flatMap(({ holdingId, taggedId }) => [
        holdingId,
        ...(taggedId ? [taggedId] : []),
      ])
      return holdings.find(
        `WHERE ${own} AND id IN
          (SELECT value FROM json_each(?2) UNION
           SELECT same.id FROM json_each(?3) AS named JOIN holdings AS same
             ON same.unit_key = named.value ->> 0 AND same.facility_id = named.value ->> 1)
         ORDER BY id`,
        organisationOf(reader),
        JSON.stringify(ids),
        JSON.stringify(whereabouts.map(({ unitKey, facilityId }) => [unitKey, facilityId])),
      )
    },
    ofFacility: async (reader, facilityId, limit, after) => {
      const found = db.all(
        `SELECT rowid, document FROM holdings
         WHERE ${own} AND facility_id = ?2 AND live = 1 AND rowid > ?3 ORDER BY rowid LIMIT ?4`,
        organisationOf(reader),
        facilityId,
        arrivalOf(after),
        limit + 1,
      )
      const page = pageOf(found, limit, (row) => String(integerOf(row, 'rowid')))
      return { ...page, items: page.items.map((row) => jsonOf<Holding>(row, 'document')) }
    },
    placesByKeys: async (reader, keys, limit, after) =>
      pageOfPlaces(organisationOf(reader), keys, limit, after),
    byKeys: async (reader, keys, limit, after) => {
      const page = pageOfPlaces(organisationOf(reader), keys, limit, after)
      const items = page.items.flatMap(({ holdingId }) => holdings.read(db, holdingId)?.document ?? [])
      return { ...page, items }
    },
  }
}

type Cursor = Pick<UnitPlace, 'facilityId' | 'holdingId'>

/** Each key's run of the index is read in order and no further than the page needs, then the runs are merged. */
function placesOf(
  db: Database,
  organisation: string | null,
  keys: readonly string[],
  limit: number,
  after: Cursor,
): readonly UnitPlace[] {
  const runs = [...new Set(keys)].map((key) =>
    db
      .texts(
        `SELECT facility_id, holding_id, custody_id FROM holding_keys
         WHERE product_key = ?2 AND (facility_id, holding_id) > (?3, ?4) AND (?1 IS NULL OR organisation_id = ?1)
         ORDER BY facility_id, holding_id LIMIT ?5`,
        organisation,
        key,
        after.facilityId,
        after.holdingId,
        limit,
      )
      .map(([facilityId = '', holdingId = '', custodyId = '']) => ({ facilityId, holdingId, custodyId })),
  )
  const [only = []] = runs
  if (runs.length < 2) return only
  const found = new Map(runs.flat().map((place) => [place.holdingId, place]))
  return [...found.values()].sort(inOrder).slice(0, limit)
}

const inOrder = (a: Cursor, b: Cursor): number =>
  compare(a.facilityId, b.facilityId) || compare(a.holdingId, b.holdingId)

/** As SQLite compares text: by bytes, which for ids is by code unit. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function cursorOf(after = ''): Cursor {
  const [facilityId = '', holdingId = ''] = after.split('.')
  return { facilityId, holdingId }
}

/** A facility's rows are read in the order in which they came: those of one inventory lie beside each other in the file. */
function arrivalOf(after = '0'): number {
  if (!/^\d{1,15}$/.test(after)) throw new Error(`"${after}" continues no page of a facility's rows`)
  return Number(after)
}

type Place = readonly [productKey: string, facilityId: string, custodyId: string]

const insertKey = `INSERT INTO holding_keys (product_key, facility_id, holding_id, organisation_id, custody_id)
  VALUES (?, ?, ?, ?, ?)`

/** Only what changed is written: most observations of a unit say again what is known of it. */
function writeKeys(tx: Writes, holdingId: string, next: Holding, before: () => Holding | undefined): void {
  const present = placesOfHolding(before())
  const wanted = placesOfHolding(next)
  for (const [key, facilityId] of without(present, wanted))
    tx.run(
      'DELETE FROM holding_keys WHERE product_key = ? AND facility_id = ? AND holding_id = ?',
      key,
      facilityId,
      holdingId,
    )
  for (const [key, facilityId, custodyId] of without(wanted, present))
    tx.run(insertKey, key, facilityId, holdingId, next.organisationId, custodyId)
}

/** What stands in the index of product keys for a row: of live rows alone, and derived from the document. */
const placesOfHolding = (holding: Holding | undefined): readonly Place[] =>
  holding === undefined || !isLive(holding)
    ? []
    : keysOfHolding(holding).map((key) => [key, holding.facilityId, holding.custody.custodyId])

const without = (places: readonly Place[], others: readonly Place[]): readonly Place[] =>
  places.length === 0 || others.length === 0
    ? places
    : places.filter(
        ([key, facilityId, custodyId]) =>
          !others.some((other) => other[0] === key && other[1] === facilityId && other[2] === custodyId),
      )
