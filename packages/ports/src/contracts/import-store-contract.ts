import { parseEvent, type RecallEvent } from '@recallwire/domain/events/envelope.ts'
import { eventIdOf } from '@recallwire/domain/ids.ts'
import { describe, expect, test } from 'vitest'
import type { BackEnd } from '../back-end.ts'
import type { DeviceImport } from '../import-store.ts'
import {
  minutesLater,
  sampleId,
  sampleImport,
  sampleObservation,
  sampleTime,
} from './fixtures/sample-documents.ts'
import { type OpenTwice, onFresh } from './open-twice.ts'
import { idsOf, readEvents, relayAll } from './read-events.ts'

const importId = sampleId('import')

export function describeImportStore(name: string, open: OpenTwice): void {
  const fresh = onFresh(open)

  describe(`${name}: imports`, () => {
    test(
      'keeps staged rows invisible until the import is committed',
      fresh(async ({ one, other }) => {
        await begin(one, importId)
        await one.imports.stage(importId, rowsOf(importId, 1, 3))
        const counted = sampleImport(importId, { accepted: 3 })
        await one.imports.save({ id: importId, expectedVersion: 1, next: counted, events: [] })
        expect(await other.outbox.relay(100)).toBe(0)
        expect((await other.outbox.waiting()).count).toBe(0)
        await commit(one, importId, 2)
        expect((await other.outbox.waiting()).count).toBe(3)
        expect(await other.imports.waiting()).toBe(3)
        expect(idsOf(await readEvents(other, 'registry.events'))).toEqual(rowIds(importId, 1, 3))
        expect((await other.outbox.waiting()).count).toBe(0)
        expect(await other.imports.waiting()).toBe(0)
      }),
    )

    test(
      'publishes each row as an observed device, under its facility and on behalf of who sent the import',
      fresh(async ({ one }) => {
        await begin(one, importId)
        await one.imports.stage(importId, rowsOf(importId, 7, 7))
        await commit(one, importId)
        await relayAll(one.outbox)
        const records = await Array.fromAsync(one.log.read('registry.events'))
        expect(records.map(({ key }) => key)).toEqual([sampleId('north')])
        const [event] = records.map(({ value }) => eventOf(value))
        expect(event).toMatchObject({
          id: eventIdOf('import', importId, 7),
          source: '/ingestion',
          type: 'recallwire.device-observed.v1',
          time: minutesLater(1),
          causationid: importId,
          actor: { organisationId: sampleId('hospital'), role: 'facility-manager', by: 'person-1' },
          data: { row: 7, observation: sampleObservation('S7', importId) },
        })
      }),
    )

    test(
      'publishes every row of a large import in row order, however it was staged and in whatever steps it is relayed',
      fresh(async ({ one, other }) => {
        await begin(one, importId)
        await one.imports.stage(importId, rowsOf(importId, 151, 300))
        await other.imports.stage(importId, rowsOf(importId, 1, 150))
        await commit(other, importId)
        while ((await one.outbox.waiting()).count > 0) {
          await Promise.all([one.outbox.relay(7), other.outbox.relay(11)])
        }
        expect(idsOf(await readEvents(one, 'registry.events'))).toEqual(rowIds(importId, 1, 300))
      }),
    )

    test(
      'publishes the import that was committed first before the next one',
      fresh(async ({ one }) => {
        const later = sampleId('later import')
        await begin(one, later)
        await begin(one, importId)
        await one.imports.stage(later, rowsOf(later, 1, 3))
        await one.imports.stage(importId, rowsOf(importId, 1, 3))
        await commit(one, importId)
        await commit(one, later)
        await relayAll(one.outbox, 2)
        expect(idsOf(await readEvents(one, 'registry.events'))).toEqual([
          ...rowIds(importId, 1, 3),
          ...rowIds(later, 1, 3),
        ])
      }),
    )

    test(
      'replaces a row that is staged again',
      fresh(async ({ one }) => {
        await begin(one, importId)
        await one.imports.stage(importId, rowsOf(importId, 1, 2))
        await one.imports.stage(importId, [{ row: 2, observation: sampleObservation('OTHER', importId) }])
        await commit(one, importId)
        const events = await readEvents(one, 'registry.events')
        expect(idsOf(events)).toEqual(rowIds(importId, 1, 2))
        expect(events[1]?.data).toEqual({ row: 2, observation: sampleObservation('OTHER', importId) })
      }),
    )

    test(
      'forgets what was discarded, and publishes nothing of a refused import',
      fresh(async ({ one }) => {
        const refused = sampleId('refused import')
        await begin(one, importId)
        await begin(one, refused)
        await one.imports.stage(importId, rowsOf(importId, 1, 5))
        await one.imports.discard(importId)
        await one.imports.stage(importId, rowsOf(importId, 2, 2))
        await one.imports.stage(refused, rowsOf(refused, 1, 2))
        await one.imports.save({
          id: refused,
          expectedVersion: 1,
          next: sampleImport(refused, { status: 'refused' }),
          events: [],
        })
        await commit(one, importId)
        expect(idsOf(await readEvents(one, 'registry.events'))).toEqual(rowIds(importId, 2, 2))
      }),
    )

    test(
      'refuses rows for an import that is committed or absent, and keeps the rows of a committed one',
      fresh(async ({ one }) => {
        const rows = rowsOf(importId, 2, 2)
        await expect(one.imports.stage(importId, rows)).rejects.toMatchObject({ code: 'version-conflict' })
        await begin(one, importId)
        await one.imports.stage(importId, rowsOf(importId, 1, 1))
        await commit(one, importId)
        await expect(one.imports.stage(importId, rows)).rejects.toMatchObject({ code: 'version-conflict' })
        await expect(one.imports.discard(importId)).rejects.toMatchObject({ code: 'version-conflict' })
        expect(idsOf(await readEvents(one, 'registry.events'))).toEqual(rowIds(importId, 1, 1))
      }),
    )

    test(
      'lists the imports of an organisation, newest first, and neither others nor dry runs',
      fresh(async ({ one, other }) => {
        const theirs = sampleId('their import')
        const ids = ['first', 'second', 'third'].map(sampleId)
        for (const [index, id] of ids.entries()) await begin(one, id, { startedAt: minutesLater(index) })
        await begin(one, sampleId('dry run'), { dryRun: true, startedAt: minutesLater(9) })
        await begin(one, theirs, { organisationId: sampleId('another hospital') })
        const listed = await other.imports.ofOrganisation(sampleId('hospital'), 2)
        expect(listed.map((entry) => entry.importId)).toEqual([ids[2], ids[1]])
      }),
    )
  })
}

export function begin({ imports }: BackEnd, id: string, more: Partial<DeviceImport> = {}) {
  return imports.save({ id, expectedVersion: 0, next: sampleImport(id, more), events: [] })
}

/** Later than it began, to tell the two times apart. */
function commit({ imports }: BackEnd, id: string, expectedVersion = 1) {
  const next = sampleImport(id, { status: 'committed', startedAt: sampleTime, committedAt: minutesLater(1) })
  return imports.save({ id, expectedVersion, next, events: [] })
}

const rowNumbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

export const rowsOf = (id: string, from: number, to: number) =>
  rowNumbers(from, to).map((row) => ({ row, observation: sampleObservation(`S${row}`, id) }))

const rowIds = (id: string, from: number, to: number) =>
  rowNumbers(from, to).map((row) => eventIdOf('import', id, row))

function eventOf(value: Uint8Array): RecallEvent {
  const read = parseEvent(value)
  if (read.kind === 'problem') throw new Error(read.reason)
  return read.event
}
