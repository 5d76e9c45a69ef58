import type { LedgerHead, LedgerRow, LedgerStore } from '@recallwire/ports/ledger-store.ts'
import type { Database, Reads, Writes } from './database.ts'
import { integerOf, optionalTextOf, type Row, textOf } from './row.ts'

export function createLedgerStore(db: Database): LedgerStore {
  return {
    head: async () => headOf(db),
    recallHead: async (recallId) =>
      rowsOf(
        db.all('SELECT * FROM ledger_rows WHERE recall_id = ? ORDER BY recall_seq DESC LIMIT 1', recallId),
      ).at(0),
    has: async (eventId) => isThere(db, eventId),
    append: (expectedSize, rows, head) =>
      db.write((tx) => {
        if ((headOf(tx)?.size ?? 0) !== expectedSize || !areNew(tx, rows)) return false
        for (const row of rows) appendRow(tx, row)
        tx.run(
          'INSERT OR REPLACE INTO ledger_head (one, size, state) VALUES (1, ?, ?)',
          head.size,
          head.state,
        )
        return true
      }),
    rows: async (from, limit) =>
      rowsOf(db.all('SELECT * FROM ledger_rows WHERE seq >= ? ORDER BY seq LIMIT ?', from, limit)),
    ofRecall: async (recallId, from, limit) =>
      rowsOf(
        db.all(
          'SELECT * FROM ledger_rows WHERE recall_id = ? AND recall_seq >= ? ORDER BY recall_seq LIMIT ?',
          recallId,
          from,
          limit,
        ),
      ),
    recallHeads: async () =>
      db
        .all(`SELECT recall_id, recall_seq, leaf_hash FROM ledger_recall_heads
              JOIN ledger_rows USING (recall_id, recall_seq) ORDER BY recall_id`)
        .map((row) => ({
          recallId: textOf(row, 'recall_id'),
          recallSeq: integerOf(row, 'recall_seq'),
          leafHash: textOf(row, 'leaf_hash'),
        })),
    leafHashes: async (from, limit) =>
      db
        .all('SELECT leaf_hash FROM ledger_rows WHERE seq >= ? ORDER BY seq LIMIT ?', from, limit)
        .map((row) => textOf(row, 'leaf_hash')),
    saveCheckpoint: ({ size, note, summary, at }) =>
      db.write((tx) => {
        tx.run(
          'INSERT INTO ledger_checkpoints (size, note, summary, at) VALUES (?, ?, ?, ?) ON CONFLICT (note) DO NOTHING',
          size,
          note,
          summary,
          at,
        )
      }),
    checkpoints: async () =>
      db.all('SELECT size, note, summary, at FROM ledger_checkpoints ORDER BY id').map((row) => ({
        size: integerOf(row, 'size'),
        note: textOf(row, 'note'),
        summary: textOf(row, 'summary'),
        at: textOf(row, 'at'),
      })),
  }
}

function headOf(from: Reads): LedgerHead | undefined {
  const row = from.get('SELECT size, state FROM ledger_head')
  return row && { size: integerOf(row, 'size'), state: textOf(row, 'state') }
}

const isThere = (from: Reads, eventId: string): boolean =>
  from.get('SELECT 1 FROM ledger_rows WHERE event_id = ?', eventId) !== undefined

function areNew(from: Reads, rows: readonly LedgerRow[]): boolean {
  if (new Set(rows.map(({ eventId }) => eventId)).size < rows.length) return false
  if (new Set(rows.map(({ seq }) => seq)).size < rows.length) return false
  return rows.every(
    ({ eventId, seq }) =>
      !isThere(from, eventId) && from.get('SELECT 1 FROM ledger_rows WHERE seq = ?', seq) === undefined,
  )
}

function appendRow(tx: Writes, row: LedgerRow): void {
  const { seq, eventId, recallId, recallSeq, line, leafHash, body } = row
  tx.run(
    `INSERT INTO ledger_rows (seq, event_id, recall_id, recall_seq, line, leaf_hash, body)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    seq,
    eventId,
    recallId ?? null,
    recallSeq ?? null,
    line,
    leafHash,
    body,
  )
  if (recallId === undefined || recallSeq === undefined) return
  tx.run(
    `INSERT INTO ledger_recall_heads (recall_id, recall_seq) VALUES (?, ?)
     ON CONFLICT (recall_id) DO UPDATE SET recall_seq = max(recall_seq, excluded.recall_seq)`,
    recallId,
    recallSeq,
  )
}

const rowsOf = (rows: readonly Row[]): readonly LedgerRow[] =>
  rows.map((row) => {
    const recallId = optionalTextOf(row, 'recall_id')
    return {
      seq: integerOf(row, 'seq'),
      eventId: textOf(row, 'event_id'),
      ...(recallId === undefined ? {} : { recallId, recallSeq: integerOf(row, 'recall_seq') }),
      line: textOf(row, 'line'),
      leafHash: textOf(row, 'leaf_hash'),
      body: textOf(row, 'body'),
    }
  })
