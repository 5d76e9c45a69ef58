import { join } from 'node:path'
import { outgoing, parseEvent } from '@recallwire/domain/events/envelope.ts'
import { createBell } from '@recallwire/runtime/bell.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from './database.ts'
import { type LogTable, openLogTable } from './log/log-table.ts'
import { openDataFile } from './open-data-file.ts'
import { createOutbox, forgetPublished, type OutboxDeps, publishWaiting } from './outbox.ts'
import { createPutInOutbox } from './outbox-table.ts'
import { createProcessName } from './process-name.ts'
import { makeFolder } from './testing/make-folder.ts'

const newFolder = () => makeFolder(onTestFinished)
const organisationId = 'a'.repeat(26)
const now = '2025-06-20T14:00:00.000Z'

async function open(clock = { now }): Promise<OutboxDeps & { clock: { now: string } }> {
  const db = await openDataFile(join(newFolder(), 'outbox.db'))
  onTestFinished(() => db.close())
  const table = await openLogTable(db, 4)
  const bell = createBell()
  return { db, table, realNow: () => clock.now, leaseMs: 10_000, process: createProcessName(), bell, clock }
}

const put = (db: Database, ...labels: readonly string[]) =>
  db.write((tx) =>
    createPutInOutbox(() => now, createBell())(
      tx,
      labels.map((id) =>
        outgoing(organisationId, {
          id,
          source: '/ingestion',
          type: 'recallwire.access-denied.v1',
          subject: organisationId,
          at: now,
          actor: { organisationId, role: 'service', by: 'test' },
          data: { action: 'case.read', route: '/v1/cases' },
        }),
      ),
    ),
  )

function published(table: LogTable): readonly string[] {
  const all = [0, 1, 2, 3].flatMap((partition) => table.read('audit.events', partition, 0, 10_000))
  return all.map(({ value }) => {
    const read = parseEvent(value)
    return read.kind === 'event' ? read.event.id : read.reason
  })
}

describe('the relay', () => {
  test('publishes again, in order, what a crash left between publishing and marking', async () => {
    const deps = await open()
    await put(deps.db, 'a', 'b', 'c')
    expect((await publishWaiting(deps, 2))?.outboxIds).toHaveLength(2)
    const restarted = { ...deps, process: deps.process }
    expect(await createOutbox(restarted).relay(10)).toBe(3)
    expect(published(deps.table)).toEqual(['a', 'b', 'a', 'b', 'c'])
    expect(await createOutbox(restarted).waiting()).toEqual({ count: 0 })
  })

  test('leaves the outbox to another relay that is at it, until its lease ends', async () => {
    const deps = await open()
    const other = { ...deps, process: createProcessName() }
    await put(deps.db, 'a', 'b')
    const stuck = await publishWaiting(deps, 1)
    expect(await createOutbox(other).relay(10)).toBe(0)
    deps.clock.now = '2025-06-20T14:00:11.000Z'
    expect(await createOutbox(other).relay(10)).toBe(2)
    await put(deps.db, 'c')
    if (stuck) await forgetPublished(deps, stuck)
    expect(await createOutbox(other).relay(10)).toBe(1)
    expect(published(deps.table)).toEqual(['a', 'a', 'b', 'c'])
  })

  test('goes on at once where a killed process stopped', async () => {
    const deps = await open()
    const [host, , startedAt] = deps.process.split('/')
    // No process has this number: Linux gives none above 2^22.
    const killed = { ...deps, process: [host, 2 ** 22 + 1, startedAt, 'x'].join('/') }
    await put(deps.db, 'a')
    await publishWaiting(killed, 1)
    expect(await createOutbox(deps).relay(10)).toBe(1)
    expect(published(deps.table)).toEqual(['a', 'a'])
  })

  test('publishes more than goes into one commit, in order, each once, and marks all of it', async () => {
    const deps = await open()
    const labels = Array.from({ length: 4_500 }, (_, number) => `e${number}`)
    await put(deps.db, ...labels)
    expect(await createOutbox(deps).relay(4_100)).toBe(4_100)
    expect(await createOutbox(deps).waiting()).toMatchObject({ count: 400 })
    expect(await createOutbox(deps).relay(8_000)).toBe(400)
    expect(published(deps.table)).toEqual(labels)
    expect(await createOutbox(deps).relay(8_000)).toBe(0)
  })

  test('takes turns with itself', async () => {
    const deps = await open()
    await put(deps.db, 'a', 'b', 'c', 'd')
    const outbox = createOutbox(deps)
    expect(await Promise.all([outbox.relay(2), outbox.relay(2), outbox.relay(2)])).toEqual([2, 2, 0])
    expect(published(deps.table)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('says since when the oldest waits', async () => {
    const deps = await open()
    await put(deps.db, 'a', 'b')
    expect(await createOutbox(deps).waiting()).toEqual({ count: 2, oldestAt: now })
  })
})
