import { topics } from '@recallwire/domain/events/topics.ts'
import type { BulkRedrive } from '@recallwire/domain/parked/bulk-redrive.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import { headersOfRedriven } from '@recallwire/ports/parked-headers.ts'
import type { ParkedRecord, ParkedRecords, ParkedState, Settling } from '@recallwire/ports/parked-records.ts'
import { findRecallError } from '@recallwire/runtime/recall-error.ts'
import type { Fields } from '../database/collection.ts'
import type { Database } from '../database/database.ts'
import { bytesOf, jsonOf, optionalTextOf, textOf } from '../database/row.ts'
import { settle } from '../database/settle.ts'
import { newWriteMark } from '../database/write-mark.ts'
import { createDocuments } from '../documents/documents.ts'
import { createParts } from '../documents/parts.ts'
import { changeOfOutbox, createFillOutbox, outgoingOf } from '../outbox/fill-outbox.ts'
import type { DistributedOutbox } from '../outbox/outbox.ts'
import type { Outgoing } from '../outbox/outbox-entry.ts'
import { countSince } from './count-since.ts'

const collection = 'parked_records'

/** What a record becomes when it leaves `waiting`. */
type Leaving = {
  readonly state: Exclude<ParkedState, 'waiting'>
  readonly set: Fields
  readonly outgoing: readonly Outgoing[]
}

/** What becomes of a record is one write of its row, with what is published of it beside it, as with every other row. */
export function createParkedRecords(
  db: Database,
  outbox: Pick<DistributedOutbox, 'relayRow'>,
): ParkedRecords {
  const rows = db.collection(collection)
  const filling = createFillOutbox(db, createParts(db))
  const bulks = createDocuments<BulkRedrive>(db, {
    collection: 'bulk_redrives',
    fields: { open: ({ status }) => (status === 'proposed' || status === 'confirmed' ? true : undefined) },
  })
  const find = async (parkedId: string) => {
    const row = await rows.first({ parkedId }, { only: recordFields })
    return row && { name: textOf(row, '_id'), record: recordOf(row) }
  }
  /** False when someone else has settled it. */
  const write = async (name: string, { at, by, events }: Settling, leaving: Leaving): Promise<boolean> => {
    const rowName = `${collection}/${name}`
    const mark = newWriteMark()
    const outgoing = [...leaving.outgoing, ...outgoingOf(events)]
    const filled = await filling.fill(rowName, undefined, mark, outgoing)
    const { $inc, ...put } = changeOfOutbox(filled)
    const settled = { state: leaving.state, settledAt: at, settledBy: by, write: mark, ...leaving.set }
    const change = { ...put, $set: settled, $inc: { ...$inc, version: 1 } }
    const isOurs = await settle(
      async () =>
        (await rows.update({ _id: name, state: 'waiting' }, change)) ||
        (await rows.first({ _id: name, write: mark }, { only: [] })) !== undefined,
    )
    if (isOurs && outgoing.length > 0) await filling.hint([rowName])
    return isOurs
  }
  const leave = async (
    parkedId: string,
    settling: Settling,
    leavingOf: (record: ParkedRecord) => Leaving,
  ) => {
    const found = await find(parkedId)
    if (found === undefined) return 'absent'
    if (found.record.state !== 'waiting') return 'settled-before'
    if (!(await write(found.name, settling, leavingOf(found.record)))) return 'settled-before'
    await unlessAway(() => outbox.relayRow(collection, found.name))
    return 'done'
  }
  return {
    get: async (parkedId) => (await find(parkedId))?.record,
    list: async (state, limit, after = '') => {
      const query = { sort: { parked: 1 }, limit: limit + 1, only: recordFields } as const
      const found = await rows.find({ state, parked: { $gt: after } }, query)
      return pageOf(found.map(recordOf), limit, (last) => `${last.parkedAt}/${last.parkedId}`)
    },
    waiting: () => countSince(rows, { state: 'waiting' }, 'parkedAt'),
    redrive: async (parkedId, settling) => {
      const outcome = await leave(parkedId, settling, ({ topic, key, value, headers }) => {
        const again = { topic, key, value, headers: headersOfRedriven(parkedId, headers) }
        return { state: 'redriven', set: {}, outgoing: [again] }
      })
      return outcome === 'done' ? 'redriven' : outcome
    },
    erase: async (parkedId, settling) => {
      const set = { value: new Uint8Array(0) }
      const outcome = await leave(parkedId, settling, () => ({ state: 'erased', set, outgoing: [] }))
      return outcome === 'done' ? 'erased' : outcome
    },
    bulks: {
      get: bulks.get,
      save: bulks.save,
      open: () => bulks.find({ open: true }, { sort: { _id: 1 } }),
    },
  }
}

/** What is in the row's outbox goes out with the next relay, if not now. */
async function unlessAway(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (findRecallError(error)?.retry !== 'later') throw error
  }
}

const states: readonly ParkedState[] = ['waiting', 'redriven', 'erased']
const recordFields = [
  'topic',
  'key',
  'value',
  'headers',
  'parkedId',
  'parkedAt',
  'state',
  'settledAt',
  'settledBy',
]

function recordOf(row: Fields): ParkedRecord {
  const parkedId = textOf(row, 'parkedId')
  const topic = topics.find((one) => one === textOf(row, 'topic'))
  const state = states.find((one) => one === textOf(row, 'state'))
  if (topic === undefined || state === undefined)
    throw new Error(`the parked record ${parkedId} is not one of this log`)
  const [at, by] = [optionalTextOf(row, 'settledAt'), optionalTextOf(row, 'settledBy')]
  return {
    parkedId,
    topic,
    key: textOf(row, 'key'),
    value: bytesOf(row, 'value'),
    headers: jsonOf<ParkedRecord['headers']>(row, 'headers'),
    parkedAt: textOf(row, 'parkedAt'),
    state,
    ...(at === undefined || by === undefined ? {} : { settled: { at, by } }),
  }
}
