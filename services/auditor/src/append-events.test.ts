import { recallId } from '@recallwire/domain/casework/case.test-support.ts'
import { appendLeaf, emptyRange, rangeRoot } from '@recallwire/ledger/merkle-tree.ts'
import { parseEntry } from '@recallwire/ledger/parse-entry.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendEvents, createAppender } from './append-events.ts'
import { readLedgerState } from './ledger-state.ts'
import { type Audit, openAudit } from './testing/open-audit.ts'
import { createSample, denials, denied, draftedOf, eventOf } from './testing/sample-recall.ts'

let audit: Audit
beforeEach(async () => {
  audit = await openAudit()
})
afterEach(() => audit.close())

const append = (events: Parameters<typeof appendEvents>[1]) => appendEvents(audit.backEnd.ledger, events)

/** Reads the whole ledger and fails where an entry does not continue the one before, or the head does not match. */
async function chain() {
  const rows = await audit.backEnd.ledger.rows(0, 10_000)
  let [prev, range] = ['0'.repeat(64), emptyRange]
  const heads = new Map<string, { readonly recallSeq: number; readonly leafHash: string }>()
  for (const [index, row] of rows.entries()) {
    const parsed = parseEntry(row.line)
    const entry = 'entry' in parsed ? parsed.entry : parsed
    expect(entry).toMatchObject({ seq: index, eventId: row.eventId, prev })
    if (row.recallId !== undefined && row.recallSeq !== undefined) {
      const before = heads.get(row.recallId)
      expect(entry).toMatchObject({
        recallSeq: before === undefined ? 0 : before.recallSeq + 1,
        recallPrev: before?.leafHash ?? '0'.repeat(64),
      })
      heads.set(row.recallId, { recallSeq: row.recallSeq, leafHash: row.leafHash })
    }
    ;[prev, range] = [row.leafHash, appendLeaf(range, row.leafHash)]
  }
  const { head, range: stored } = readLedgerState(await audit.backEnd.ledger.head())
  expect([head.size, head.leafHash]).toEqual([rows.length, prev])
  expect(rangeRoot(stored)).toBe(rangeRoot(range))
  return rows
}

describe('appending events to the ledger', () => {
  test('makes one entry of each, in the order given, each continuing the one before', async () => {
    const { events } = createSample()
    expect(await append(events)).toBe(events.length)
    expect((await chain()).map(({ eventId }) => eventId)).toEqual(events.map(({ id }) => id))
  })

  test('makes nothing of a batch that is delivered again, whole or in part', async () => {
    const { events } = createSample()
    await append(events)
    expect(await append(events)).toBe(0)
    expect(await append([...events.slice(3, 5), denied('new')])).toBe(1)
    expect(await chain()).toHaveLength(events.length + 1)
  })

  test('makes one entry of an event that stands twice in a batch', async () => {
    expect(await append([denied('a'), denied('a'), denied('b')])).toBe(2)
    await chain()
  })

  test('makes nothing of nothing', async () => {
    expect(await append([])).toBe(0)
    expect(await audit.backEnd.ledger.head()).toBeUndefined()
  })

  test('makes no entry in vain when many partitions of one process are read at once', async () => {
    const { ledger } = audit.backEnd
    let refused = 0
    const appendAll = createAppender({
      ...ledger,
      append: async (size, rows, head) => {
        const kept = await ledger.append(size, rows, head)
        if (!kept) refused += 1
        return kept
      },
    })
    const batches = Array.from({ length: 20 }, (_, index) => denials(10, `partition ${index}`))
    const counts = await Promise.all(batches.map(appendAll))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200)
    expect(refused).toBe(0)
    await chain()
  })

  test('a batch that fails does not keep the next from its turn', async () => {
    const { ledger } = audit.backEnd
    let fails = true
    const appendAll = createAppender({
      ...ledger,
      append: (size, rows, head) => {
        if (fails) throw new Error('the disk is full')
        return ledger.append(size, rows, head)
      },
    })
    await expect(appendAll([denied('a')])).rejects.toThrow('full')
    fails = false
    expect(await appendAll([denied('a')])).toBe(1)
  })

  test('keeps a gapless chain with several writers at once, and loses and doubles nothing', async () => {
    const batches = ['a', 'b', 'c', 'd'].map((name) => denials(25, name))
    const shared = [draftedOf('one'), draftedOf('two')]
    const counts = await Promise.all(batches.map((batch) => append([...shared, ...batch])))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(102)
    const rows = await chain()
    expect(new Set(rows.map(({ eventId }) => eventId)).size).toBe(102)
    for (const batch of batches) {
      const ids = new Set(batch.map(({ id }) => id))
      expect(rows.map(({ eventId }) => eventId).filter((id) => ids.has(id))).toEqual([...ids])
    }
  })

  test('numbers each recall by itself', async () => {
    const other = 'q'.repeat(26)
    await append([draftedOf('1'), draftedOf('2', 'FA-2', other), denied('x'), draftedOf('3')])
    expect((await chain()).map((row) => [row.recallId, row.recallSeq])).toEqual([
      [recallId, 0],
      [other, 0],
      [undefined, undefined],
      [recallId, 1],
    ])
  })

  test('makes one entry of an import, and none of the devices in it', async () => {
    const observation = {
      facilityId: 's'.repeat(26),
      organisationId: 'o'.repeat(26),
      serial: '1001',
      presence: 'present',
      observedAt: '2025-06-01T06:00:00.000Z',
      sourceVersion: 0,
    }
    const observed = ['1', '2', '3'].map((name) =>
      eventOf(`row ${name}`, 'recallwire.device-observed.v1', { observation, row: Number(name) } as never),
    )
    const imported = eventOf('import', 'recallwire.devices-imported.v1', {
      importId: 'm'.repeat(26),
      organisationId: 'o'.repeat(26),
      accepted: 3,
      refused: 0,
      digest: 'd'.repeat(64),
    })
    expect(await append([...observed, imported])).toBe(1)
    const [row] = await chain()
    expect(row?.line).toContain('recallwire.devices-imported.v1')
    expect(row?.body).not.toContain('1001')
  })
})
