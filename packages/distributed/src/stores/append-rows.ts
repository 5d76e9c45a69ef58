import type { LedgerHead, LedgerRow } from '@recallwire/ports/ledger-store.ts'
import { RecallError } from '@recallwire/runtime/recall-error.ts'
import type { Collection, Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { integerOf, optionalIntegerOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'

export const headId = 'ledger-head'

type Append = {
  readonly expectedSize: number
  readonly rows: readonly LedgerRow[]
  readonly head: LedgerHead
}

/**
 * Puts rows behind the log and then moves its head over them, in one write, which is when all of them become part of it. Who appends has
 * his mark in the head; only under that mark the head moves, so that another who has put his own there meanwhile makes a late append
 * a no-op. Rows of an append that never came to its end lie behind the head and go with the next one: their mark is no longer in the
 * head and never comes back, so that they can never become part.
 */
export async function appendRows(db: Database, append: Append): Promise<boolean> {
  const states = db.collection('states')
  const rows = db.collection('ledger_rows')
  if (new Set(append.rows.map(({ eventId }) => eventId)).size < append.rows.length) return false
  if (new Set(append.rows.map(({ seq }) => seq)).size < append.rows.length) return false
  if (append.rows.some(({ seq }) => seq < append.expectedSize)) return false
  const mark = newWriteMark()
  const atSize = { _id: headId, size: append.expectedSize }
  const begun = await settle(async () =>
    append.expectedSize === 0
      ? states.upsert(atSize, { $set: { mark } })
      : states.update(atSize, { $set: { mark } }),
  )
  if (!begun) return false
  for (let round = 0; round < mostRounds; round += 1) {
    const placed = await placeRows(rows, states, append, mark)
    if (placed === 'again') continue
    if (placed === 'refused') return false
    return moveHead(states, append, mark)
  }
  throw new RecallError('storage-unavailable', 'rows of the ledger could not be put behind it. Try again.')
}

/** So many appends at once are a bug, not traffic. */
const mostRounds = 20

/** `again`: rows of an append that was given up were in the way, and have gone or are about to. */
async function placeRows(
  rows: Collection,
  states: Collection,
  append: Append,
  mark: string,
): Promise<'placed' | 'again' | 'refused'> {
  const writes = append.rows.map((row) => ({ kind: 'insert' as const, row: rowOf(row, mark) }))
  await settle(() => rows.writeAll(writes))
  const seqs = append.rows.map(({ seq }) => seq)
  const ours = await rows.count({ _id: { $in: seqs }, mark })
  if (ours === seqs.length) return 'placed'
  const head = await states.look(headId)
  if (head === undefined || head.mark !== mark || integerOf(head, 'size') !== append.expectedSize)
    return 'refused'
  const eventIds = append.rows.map(({ eventId }) => eventId)
  const inTheWay = await rows.find(
    { $or: [{ _id: { $in: seqs } }, { eventId: { $in: eventIds } }, { _id: { $gte: append.expectedSize } }] },
    { only: ['mark'] },
  )
  const foreign = inTheWay.filter((row) => row.mark !== mark)
  if (foreign.some((row) => integerOf(row, '_id') < append.expectedSize)) return 'refused'
  const dead = [...new Set(foreign.map((row) => textOf(row, 'mark')))]
  await rows.remove({ _id: { $gte: append.expectedSize }, mark: { $in: dead } })
  return 'again'
}

/** The one write that counts. Where its answer was lost, the head tells. */
async function moveHead(states: Collection, { expectedSize, head }: Append, mark: string): Promise<boolean> {
  const { size, state } = head
  return settle(
    async () =>
      (await states.update({ _id: headId, size: expectedSize, mark }, { $set: { size, state } })) ||
      optionalIntegerOf((await states.first({ _id: headId, mark })) ?? {}, 'size') === size,
  )
}

const rowOf = (
  { seq, eventId, recallId, recallSeq, line, leafHash, body }: LedgerRow,
  mark: string,
): Fields => ({
  _id: seq,
  eventId,
  ...(recallId === undefined || recallSeq === undefined ? {} : { recallId, recallSeq }),
  line,
  leafHash,
  body,
  mark,
})
