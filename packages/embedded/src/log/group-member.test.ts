import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../database.ts'
import { openDataFile } from '../open-data-file.ts'
import { createProcessName } from '../process-name.ts'
import { makeFolder } from '../testing/make-folder.ts'
import { startProcess } from '../testing/start-process.ts'
import { createGroupMember, type Held } from './group-member.ts'
import { type LogTable, openLogTable } from './log-table.ts'

const newFolder = () => makeFolder(onTestFinished)
const idle = () => false

async function open(): Promise<{ db: Database; table: LogTable; clock: { now: string } }> {
  const db = await openDataFile(join(newFolder(), 'log.db'))
  onTestFinished(() => db.close())
  return { db, table: await openLogTable(db, 4), clock: { now: '2025-06-20T14:00:00.000Z' } }
}

function memberOf({ db, table, clock }: Awaited<ReturnType<typeof open>>, member: string) {
  const membership = { group: 'group', topics: ['case.events'] as const, member, leaseMs: 10_000 }
  return createGroupMember({ db, table, realNow: () => clock.now }, membership)
}
const partitions = (held: readonly Held[]) => held.map(({ partition }) => partition)

describe('a member of a group', () => {
  test('holds all partitions while it is alone, and gives back half when another comes', async () => {
    const log = await open()
    const [a, b] = [memberOf(log, 'a'), memberOf(log, 'b')]
    expect(partitions(await a.renew(idle))).toEqual([0, 1, 2, 3])
    expect(await b.renew(idle)).toEqual([])
    expect(partitions(await a.renew(idle))).toEqual([0, 1])
    expect(partitions(await b.renew(idle))).toEqual([2, 3])
    await a.leave()
    expect(partitions(await b.renew(idle))).toEqual([2, 3, 0, 1])
  })

  test('keeps a busy partition until it is idle, marked to be given back', async () => {
    const log = await open()
    const [a, b] = [memberOf(log, 'a'), memberOf(log, 'b')]
    await a.renew(idle)
    await b.renew(idle)
    const held = await a.renew(({ partition }) => partition === 3)
    expect(held.map(({ partition, surplus }) => [partition, surplus])).toEqual([
      [0, false],
      [1, false],
      [3, true],
    ])
    expect(partitions(await b.renew(idle))).toEqual([2])
    await a.renew(idle)
    expect(partitions(await b.renew(idle))).toEqual([2, 3])
  })

  test('that was frozen past its lease finds its late write fenced off', async () => {
    const log = await open()
    const [frozen, next] = [memberOf(log, 'frozen'), memberOf(log, 'next')]
    const [held] = await frozen.renew(idle)
    if (!held) throw new Error('nothing is held')
    expect(await frozen.advance(held, 5)).toBe(true)
    log.clock.now = '2025-06-20T14:00:11.000Z'
    const [taken] = await next.renew(idle)
    expect(taken).toMatchObject({ partition: held.partition, nextOffset: 5 })
    let wrote = false
    expect(
      await frozen.advance(held, 9, () => {
        wrote = true
      }),
    ).toBe(false)
    expect(wrote).toBe(false)
    expect(taken && (await next.advance(taken, 6))).toBe(true)
  })

  test('takes nothing back while the lease of the other has not ended', async () => {
    const log = await open()
    const [a, b] = [memberOf(log, 'a'), memberOf(log, 'b')]
    await a.renew(idle)
    log.clock.now = '2025-06-20T14:00:09.000Z'
    expect(await b.renew(idle)).toEqual([])
  })

  test('takes the partitions of a killed process at once', async () => {
    const log = await open()
    const other = startProcess(
      onTestFinished,
      (file) => `
        import { createProcessName } from '${file('process-name.ts')}'
        console.log(createProcessName())
        setInterval(() => undefined, 1000)`,
    )
    const killed = memberOf(log, `${await other.line()}/1`)
    await killed.renew(idle)
    const member = memberOf(log, `${createProcessName()}/1`)
    expect(await member.renew(idle)).toEqual([])
    await other.kill()
    expect(partitions(await member.renew(idle))).toEqual([0, 1, 2, 3])
  })
})
