import type { ObservedRow } from '@recallwire/domain/events/observed-rows.ts'
import type { Fields, Write } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { optionalIntegerOf, textOf, textsOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'

/**
 * Rows of imports, one row each: `IMPORT.ROW.TICKET`, so that they come in row order and a row that was staged again comes behind what it
 * replaces. Each staging has a ticket, its number, and a token that stands in the import as long as it works: rows of a staging that was
 * at it when the import was committed count for nothing, nor do those of tickets up to the one at which the rows were discarded.
 */
export interface StagedRows {
  insert(importId: string, ticket: number, token: string, rows: readonly ObservedRow[]): Promise<void>
  /** What counts, in row order, each row as it was staged last; `entry` is the import's row. */
  read(entry: Fields, after: number, limit: number): Promise<readonly ObservedRow[]>
  count(entry: Fields): Promise<number>
  /** Drops those of earlier tickets that stand for the same rows. */
  replace(importId: string, ticket: number, rows: readonly ObservedRow[]): Promise<void>
  /** Drops all up to this ticket. */
  purge(importId: string, ticket: number): Promise<void>
  /** Drops all up to and including this row. */
  removeUpTo(importId: string, row: number): Promise<void>
  removeAll(importId: string): Promise<void>
}

/** What must be known of an import to tell which of its rows count. */
export const countingFields = ['open', 'discarded']

const atOnce = 5_000

export function createStagedRows(db: Database): StagedRows {
  const staged = db.collection('import_rows')
  const idsBetween = async (from: string, to: string, limit?: number): Promise<readonly string[]> => {
    const query = { sort: { _id: 1 as const }, only: [], ...(limit === undefined ? {} : { limit }) }
    return (await staged.find({ _id: { $gt: from, $lt: to } }, query)).map((row) => textOf(row, '_id'))
  }
  const removeIds = async (ids: readonly string[]): Promise<void> => {
    if (ids.length > 0) await settle(() => staged.remove({ _id: { $in: ids } }))
  }
  const removeBetween = (from: string, to: string) =>
    settle(() => staged.remove({ _id: { $gt: from, $lt: to } }))
  return {
    insert: async (importId, ticket, token, rows) => {
      const writes = rows.map(({ row, facilityId, observation }): Write => {
        const _id = idOf(importId, row, ticket)
        return { kind: 'insert', row: { _id, token, facilityId, observation } }
      })
      // A ticket is one staging's alone: what is there already is from the try before.
      await settle(() => staged.writeAll(writes))
    },
    read: async (entry, after, limit) => {
      const importId = textOf(entry, '_id')
      const counts = countsIn(entry)
      const found = new Map<number, ObservedRow>()
      let from = behind(importId, after)
      while (found.size < limit) {
        const wanted = limit - found.size
        const rows = await staged.find(
          { _id: { $gt: from, $lt: endOf(importId) } },
          { sort: { _id: 1 }, limit: wanted },
        )
        const last = rows.at(-1)
        if (last === undefined) break
        // The last row may have been staged again.
        from = behind(importId, rowOf(last))
        const again = await staged.find(
          { _id: { $gt: textOf(last, '_id'), $lt: from } },
          { sort: { _id: 1 } },
        )
        for (const row of [...rows, ...again].filter(counts)) found.set(rowOf(row), observedOf(row))
        if (rows.length < wanted) break
      }
      return [...found.values()]
    },
    count: (entry) => {
      const importId = textOf(entry, '_id')
      const open = textsOf(entry, 'open')
      return staged.count({
        _id: { $gt: behind(importId, -1), $lt: endOf(importId) },
        ...(open.length === 0 ? {} : { token: { $nin: open } }),
      })
    },
    replace: async (importId, ticket, rows) => {
      const numbers = new Set(rows.map(({ row }) => row))
      const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
      const ids = await idsBetween(behind(importId, first - 1), behind(importId, last))
      await removeIds(ids.filter((_id) => numbers.has(rowOf({ _id })) && ticketOf({ _id }) < ticket))
    },
    purge: async (importId, ticket) => {
      let from = behind(importId, -1)
      for (;;) {
        const ids = await idsBetween(from, endOf(importId), atOnce)
        const last = ids.at(-1)
        if (last === undefined) return
        await removeIds(ids.filter((_id) => ticketOf({ _id }) <= ticket))
        from = last
      }
    },
    removeUpTo: async (importId, row) => {
      await removeBetween(behind(importId, -1), behind(importId, row))
    },
    removeAll: async (importId) => {
      await removeBetween(behind(importId, -1), endOf(importId))
    },
  }
}

function countsIn(entry: Fields): (row: Fields) => boolean {
  const open = new Set(textsOf(entry, 'open'))
  const discarded = optionalIntegerOf(entry, 'discarded') ?? 0
  return (row) => !open.has(textOf(row, 'token')) && ticketOf(row) > discarded
}

const idOf = (importId: string, row: number, ticket: number): string =>
  `${importId}.${padded(row)}.${padded(ticket)}`

const padded = (number: number): string => String(number).padStart(10, '0')

/** Behind all that stands for the row, and before what stands for the next one: a slash comes behind a dot. */
const behind = (importId: string, row: number): string =>
  row < 0 ? `${importId}.` : `${importId}.${padded(row)}/`

const endOf = (importId: string): string => `${importId}/`

const rowOf = (row: Fields): number => Number(textOf(row, '_id').split('.')[1])
const ticketOf = (row: Fields): number => Number(textOf(row, '_id').split('.')[2])

const observedOf = (row: Fields): ObservedRow => ({
  row: rowOf(row),
  facilityId: textOf(row, 'facilityId'),
  observation: textOf(row, 'observation'),
})
