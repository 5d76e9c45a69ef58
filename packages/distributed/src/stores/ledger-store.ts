import type { LedgerHead, LedgerRow, LedgerStore } from '@recallwire/ports/ledger-store.ts'
import type { Fields, Query } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { integerOf, optionalIntegerOf, optionalTextOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { appendRows, headId } from './append-rows.ts'

/**
 * The head says how long the log is: a row is part of it once its seq is below that, and from then on it is never changed or removed.
 * So rows and head go in as one although they are several writes (append-rows.ts).
 */
export function createLedgerStore(db: Database): LedgerStore {
  const rows = db.collection('ledger_rows')
  const states = db.collection('states')
  const heads = db.collection('ledger_recall_heads')
  const checkpoints = db.collection('ledger_checkpoints')

  const headRow = () => states.first({ _id: headId })
  const size = async (): Promise<number> => sizeOf(await headRow())
  const find = async (filter: Fields, query: Query): Promise<readonly LedgerRow[]> =>
    (await rows.find({ ...filter, _id: { $lt: await size() } }, query)).map(rowOf)
  /** Up to the present size; done twice it changes nothing. */
  const bringHeadsUp = async (): Promise<void> => {
    const [until, from] = [await size(), optionalIntegerOf((await headRow()) ?? {}, 'recallHeadsUntil') ?? 0]
    for (let seq = from; seq < until; seq += rowsAtOnce) {
      const end = Math.min(until, seq + rowsAtOnce)
      const some = await rows.find(
        { _id: { $gte: seq, $lt: end }, recallId: { $gt: '' } },
        { only: ['recallId', 'recallSeq', 'leafHash'] },
      )
      for (const row of some) {
        const { recallSeq, leafHash } = row
        await heads.upsert(
          { _id: row.recallId, recallSeq: { $lt: recallSeq } },
          { $set: { recallSeq, leafHash } },
        )
      }
      await states.update({ _id: headId }, { $max: { recallHeadsUntil: end } })
    }
  }
  return {
    head: async () => headOf(await headRow()),
    recallHead: async (recallId) => (await find({ recallId }, { sort: { recallSeq: -1 }, limit: 1 })).at(0),
    has: async (eventId) => (await find({ eventId }, { limit: 1 })).length > 0,
    append: (expectedSize, added, head) => appendRows(db, { expectedSize, rows: added, head }),
    rows: async (from, limit) => {
      const inLog = { $gte: from, $lt: await size() }
      return (await rows.find({ _id: inLog }, { sort: { _id: 1 }, limit })).map(rowOf)
    },
    ofRecall: (recallId, from, limit) =>
      find({ recallId, recallSeq: { $gte: from } }, { sort: { recallSeq: 1 }, limit }),
    recallHeads: async () => {
      await bringHeadsUp()
      return (await heads.find({}, { sort: { _id: 1 } })).map((row) => ({
        recallId: textOf(row, '_id'),
        recallSeq: integerOf(row, 'recallSeq'),
        leafHash: textOf(row, 'leafHash'),
      }))
    },
    leafHashes: async (from, limit) => {
      const inLog = { $gte: from, $lt: await size() }
      const found = await rows.find({ _id: inLog }, { sort: { _id: 1 }, limit, only: ['leafHash'] })
      return found.map((row) => textOf(row, 'leafHash'))
    },
    saveCheckpoint: async ({ size: of, note, summary, at }) => {
      await settle(async () => {
        while ((await checkpoints.first({ note }, { only: [] })) === undefined) {
          const [last] = await checkpoints.find({}, { sort: { _id: -1 }, limit: 1, only: [] })
          const _id = last === undefined ? 0 : integerOf(last, '_id') + 1
          await checkpoints.insert({ _id, size: of, note, summary, at })
        }
      })
    },
    checkpoints: async () =>
      (await checkpoints.find({}, { sort: { _id: 1 } })).map((row) => ({
        size: integerOf(row, 'size'),
        note: textOf(row, 'note'),
        summary: textOf(row, 'summary'),
        at: textOf(row, 'at'),
      })),
  }
}

const rowsAtOnce = 1_000

const sizeOf = (head: Fields | undefined): number => optionalIntegerOf(head ?? {}, 'size') ?? 0

/** There is none before the first append. */
function headOf(row: Fields | undefined): LedgerHead | undefined {
  const state = row && optionalTextOf(row, 'state')
  return row === undefined || state === undefined ? undefined : { size: sizeOf(row), state }
}

function rowOf(row: Fields): LedgerRow {
  const recallId = optionalTextOf(row, 'recallId')
  return {
    seq: integerOf(row, '_id'),
    eventId: textOf(row, 'eventId'),
    ...(recallId === undefined ? {} : { recallId, recallSeq: integerOf(row, 'recallSeq') }),
    line: textOf(row, 'line'),
    leafHash: textOf(row, 'leafHash'),
    body: textOf(row, 'body'),
  }
}
