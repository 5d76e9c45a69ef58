import type { Fields } from '../database/collection.ts'
import { type CollectionName, type Database, isCollectionName } from '../database/database.ts'
import { textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { type WaitingRow, waitingFields } from './relay-rows.ts'
import { waitingPlaces } from './waiting-places.ts'

/** Which rows to look at. Given after the events are in the row, so that a crash in between loses the hint and never the events. */
export interface Hints {
  oldest(limit: number): Promise<readonly Fields[]>
  /** Takes back those of rows in which nothing is left, unless they were given again meanwhile. */
  drop(hinted: readonly Fields[], left: readonly WaitingRow[]): Promise<void>
  /** Gives them for rows that have none although events wait in them. */
  giveLost(): Promise<void>
}

const mostLost = 1_000

export function createHints(db: Database): Hints {
  const hints = db.collection('outbox_hints')
  return {
    oldest: (limit) => hints.find({}, { sort: { since: 1 }, limit }),
    drop: async (hinted, left) => {
      const names = new Set(left.map(({ rows, row }) => `${rows.name}/${textOf(row, '_id')}`))
      const over = hinted.filter((hint) => !names.has(textOf(hint, '_id')))
      await settle(() =>
        hints.writeAll(over.map(({ _id, since }) => ({ kind: 'remove', filter: { _id, since } }))),
      )
    },
    giveLost: async () => {
      const since = db.stamp()
      const lost = await Promise.all(
        waitingPlaces.map(async ({ name, field }) => {
          const found = await db
            .collection(name)
            .find({ [field]: { $gt: '' } }, { only: [], limit: mostLost })
          return found.map((row) => `${name}/${textOf(row, '_id')}`)
        }),
      )
      const change = { $setOnInsert: { since } }
      await settle(() =>
        hints.writeAll(lost.flat().map((_id) => ({ kind: 'upsert', filter: { _id }, change }))),
      )
    },
  }
}

/** The rows that hints name. One that is there no more is left out. */
export async function readHinted(db: Database, hinted: readonly Fields[]): Promise<readonly WaitingRow[]> {
  const named = hinted.map((hint) => {
    const name = textOf(hint, '_id')
    const end = name.indexOf('/')
    return { collection: name.slice(0, end), id: name.slice(end + 1) }
  })
  const found = await Promise.all(
    [...Map.groupBy(named, ({ collection }) => collection)].map(([collection, ofCollection]) => {
      if (!isCollectionName(collection)) throw new Error(`a hint names ${collection}, which is none of ours`)
      return readRows(
        db,
        collection,
        ofCollection.map(({ id }) => id),
      )
    }),
  )
  return found.flat()
}

export async function readRows(
  db: Database,
  collection: CollectionName,
  ids: readonly string[],
): Promise<readonly WaitingRow[]> {
  const rows = db.collection(collection)
  const found = await rows.find({ _id: { $in: ids } }, { only: waitingFields })
  return found.map((row) => ({ rows, row }))
}
