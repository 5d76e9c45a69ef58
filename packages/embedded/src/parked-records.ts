import { topics } from '@recallwire/domain/events/topics.ts'
import type { BulkRedrive } from '@recallwire/domain/parked/bulk-redrive.ts'
import { pageOf } from '@recallwire/ports/page-of.ts'
import { headersOfRedriven } from '@recallwire/ports/parked-headers.ts'
import type { ParkedRecord, ParkedRecords, ParkedState, Settling } from '@recallwire/ports/parked-records.ts'
import type { Database, Reads, Writes } from './database.ts'
import { createDocumentTable } from './document-table.ts'
import type { LogTable } from './log/log-table.ts'
import type { PutInOutbox } from './outbox-table.ts'
import { bytesOf, jsonOf, optionalTextOf, type Row, textOf, waitingOf } from './row.ts'

const select = `SELECT parked_records.*, key, value, headers FROM parked_records JOIN log_records USING (position)`

/** On one file publishing and remembering are one write, so that not even a crash publishes twice. */
export function createParkedRecords(db: Database, table: LogTable, putInOutbox: PutInOutbox): ParkedRecords {
  const bulks = createDocumentTable<BulkRedrive>(db, putInOutbox, {
    table: 'bulk_redrives',
    columns: { open: ({ status }) => (status === 'proposed' || status === 'confirmed' ? 1 : 0) },
  })
  const find = (from: Reads, parkedId: string): ParkedRecord | undefined => {
    const row = from.get(`${select} WHERE id = ?`, parkedId)
    return row && recordOf(row)
  }
  const settle = <Outcome extends string>(
    parkedId: string,
    { at, by, events }: Settling,
    state: Exclude<ParkedState, 'waiting'>,
    work: (tx: Writes, record: ParkedRecord) => Outcome,
  ): Promise<Outcome | 'settled-before' | 'absent'> =>
    db.write((tx) => {
      const record = find(tx, parkedId)
      if (record === undefined) return 'absent'
      if (record.state !== 'waiting') return 'settled-before'
      tx.run(
        'UPDATE parked_records SET state = ?, settled_at = ?, settled_by = ? WHERE id = ?',
        state,
        at,
        by,
        parkedId,
      )
      putInOutbox(tx, events)
      return work(tx, record)
    })
  return {
    get: async (parkedId) => find(db, parkedId),
    list: async (state, limit, after = '') => {
      const [parkedAt = '', id = ''] = after.split('/')
      const rows = db.all(
        `${select} WHERE state = ? AND (parked_at, id) > (?, ?) ORDER BY parked_at, id LIMIT ?`,
        state,
        parkedAt,
        id,
        limit + 1,
      )
      return pageOf(rows.map(recordOf), limit, (last) => `${last.parkedAt}/${last.parkedId}`)
    },
    waiting: async () =>
      waitingOf(
        db.get(
          "SELECT count(*) AS count, min(parked_at) AS oldest_at FROM parked_records WHERE state = 'waiting'",
        ),
      ),
    redrive: (parkedId, settling) =>
      settle(parkedId, settling, 'redriven', (tx, { topic, key, value, headers }) => {
        table.append(tx, [{ topic, key, value, headers: headersOfRedriven(parkedId, headers) }])
        return 'redriven'
      }),
    erase: (parkedId, settling) =>
      settle(parkedId, settling, 'erased', (tx) => {
        tx.run(
          "UPDATE log_records SET value = x'' WHERE position = (SELECT position FROM parked_records WHERE id = ?)",
          parkedId,
        )
        return 'erased'
      }),
    bulks: {
      get: bulks.get,
      save: bulks.save,
      open: async () => bulks.find('WHERE open = 1 ORDER BY id'),
    },
  }
}

const states: readonly ParkedState[] = ['waiting', 'redriven', 'erased']

function recordOf(row: Row): ParkedRecord {
  const parkedId = textOf(row, 'id')
  const topic = topics.find((one) => parkedId.startsWith(`${one}.`))
  const state = states.find((one) => one === textOf(row, 'state'))
  if (topic === undefined || state === undefined)
    throw new Error(`the parked record ${parkedId} is not one of this log`)
  const [at, by] = [optionalTextOf(row, 'settled_at'), optionalTextOf(row, 'settled_by')]
  return {
    parkedId,
    topic,
    key: textOf(row, 'key'),
    value: bytesOf(row, 'value'),
    headers: jsonOf<Readonly<Record<string, string>>>(row, 'headers'),
    parkedAt: textOf(row, 'parked_at'),
    state,
    ...(at === undefined || by === undefined ? {} : { settled: { at, by } }),
  }
}
