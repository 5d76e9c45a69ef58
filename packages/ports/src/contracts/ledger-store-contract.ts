import { describe, expect, test } from 'vitest'
import type { LedgerRow } from '../ledger-store.ts'
import { minutesLater, sampleId } from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'

const recallId = sampleId('recall')

/** Rows as the writer makes them: numbered from 0, every other one of a recall. */
function row(seq: number, more: Partial<LedgerRow> = {}): LedgerRow {
  const ofRecall = seq % 2 === 0 ? { recallId, recallSeq: seq / 2 } : {}
  const named = {
    eventId: `event ${seq}`,
    line: `{"seq":${seq}}`,
    leafHash: `hash ${seq}`,
    body: `body ${seq}`,
  }
  return { seq, ...named, ...ofRecall, ...more }
}

const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(from + index))
const head = (size: number) => ({ size, state: `state ${size}` })

export function describeLedgerStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: the ledger`, () => {
    test(
      'appends rows with the new head, and reads them back as they were',
      fresh(async ({ one, other }) => {
        expect(await one.ledger.head()).toBeUndefined()
        expect(await one.ledger.append(0, rows(0, 5), head(5))).toBe(true)
        expect(await other.ledger.head()).toEqual(head(5))
        expect(await other.ledger.rows(0, 10)).toEqual(rows(0, 5))
        expect(await other.ledger.rows(1, 2)).toEqual(rows(1, 3))
        expect(await other.ledger.leafHashes(3, 10)).toEqual(['hash 3', 'hash 4'])
        expect(await other.ledger.has('event 4')).toBe(true)
        expect(await other.ledger.has('event 5')).toBe(false)
      }),
    )

    test(
      "makes a frozen writer's late append a no-op",
      fresh(async ({ one, other }) => {
        await one.ledger.append(0, rows(0, 2), head(2))
        await other.ledger.append(2, rows(2, 4), head(4))
        const late = [row(2, { eventId: 'late' })]
        expect(await one.ledger.append(2, late, head(3))).toBe(false)
        expect(await one.ledger.append(5, [row(5)], head(6))).toBe(false)
        expect(await one.ledger.head()).toEqual(head(4))
        expect(await one.ledger.rows(0, 10)).toEqual(rows(0, 4))
      }),
    )

    test(
      'lets one of two writers at the same size win',
      fresh(async ({ one, other }) => {
        const append = (label: string) => [row(0, { eventId: label })]
        const results = await Promise.all([
          one.ledger.append(0, append('one'), head(1)),
          other.ledger.append(0, append('other'), head(1)),
        ])
        expect(results.filter(Boolean)).toHaveLength(1)
        expect(await one.ledger.rows(0, 10)).toHaveLength(1)
      }),
    )

    test(
      'never writes an event or a seq twice, and then writes nothing of the append',
      fresh(async ({ one }) => {
        await one.ledger.append(0, rows(0, 2), head(2))
        const refused = [
          [row(2), row(3, { eventId: 'event 1' })],
          [row(2), row(3, { eventId: 'event 2' })],
          [row(2), row(1, { eventId: 'new' })],
          [row(2), row(2, { eventId: 'new' })],
        ]
        for (const bad of refused) expect(await one.ledger.append(2, bad, head(4))).toBe(false)
        expect(await one.ledger.rows(0, 10)).toEqual(rows(0, 2))
        expect(await one.ledger.head()).toEqual(head(2))
      }),
    )

    test(
      'finds the rows of a recall, and the newest entry of every recall',
      fresh(async ({ one, other }) => {
        const another = sampleId('another recall')
        expect(await one.ledger.recallHead(recallId)).toBeUndefined()
        await one.ledger.append(0, rows(0, 7), head(7))
        await one.ledger.append(7, [row(7, { recallId: another, recallSeq: 0 })], head(8))
        expect(await other.ledger.recallHead(recallId)).toEqual(row(6))
        expect(await other.ledger.ofRecall(recallId, 1, 2)).toEqual([row(2), row(4)])
        const heads = [
          { recallId, recallSeq: 3, leafHash: 'hash 6' },
          { recallId: another, recallSeq: 0, leafHash: 'hash 7' },
        ].sort((a, b) => (a.recallId < b.recallId ? -1 : 1))
        expect(await other.ledger.recallHeads()).toEqual(heads)
      }),
    )

    test(
      'keeps every checkpoint in order, and one that is saved again once',
      fresh(async ({ one, other }) => {
        const checkpoint = (size: number) => ({
          size,
          note: `note ${size}`,
          summary: `summary ${size}`,
          at: minutesLater(size),
        })
        for (const size of [1, 2, 2, 3]) await one.ledger.saveCheckpoint(checkpoint(size))
        expect(await other.ledger.checkpoints()).toEqual([1, 2, 3].map(checkpoint))
      }),
    )
  })
}
