import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './database.ts'
import { openEmbedded } from './open-embedded.ts'
import { makeFolder } from './testing/make-folder.ts'
import { startProcess } from './testing/start-process.ts'

const newFolder = () => makeFolder(onTestFinished)
const realNow = () => new Date().toISOString()

async function open(file: string, more: { readonly partitions?: number } = {}) {
  const backEnd = await openEmbedded({ file, realNow, pollMs: 10, ...more })
  onTestFinished(() => backEnd.close())
  return backEnd
}

describe('the embedded back end', () => {
  test('finds every record that was acknowledged before its process was killed', async () => {
    const file = join(newFolder(), 'recallwire.db')
    const writer = startProcess(
      onTestFinished,
      (path) => `
        import { openEmbedded } from '${path('open-embedded.ts')}'
        const backEnd = await openEmbedded({ file: ${JSON.stringify(file)}, realNow: () => new Date().toISOString() })
        for (let number = 0; ; number += 1) {
          await backEnd.log.publish('case.events', String(number), new Uint8Array(200))
          console.log(number)
        }`,
    )
    const acknowledged: string[] = []
    while (acknowledged.length < 150) acknowledged.push(await writer.line())
    await writer.kill()
    const backEnd = await open(file)
    const keys = new Set((await Array.fromAsync(backEnd.log.read('case.events'))).map(({ key }) => key))
    expect(acknowledged.filter((key) => !keys.has(key))).toEqual([])
  })

  test('hands on what it appended itself without waiting for its next look', async () => {
    const backEnd = await openEmbedded({ file: ':memory:', realNow, pollMs: 3_600_000 })
    onTestFinished(() => backEnd.close())
    const handled: string[] = []
    const done = Promise.withResolvers<void>()
    await backEnd.log.subscribe({
      topics: ['case.events'],
      group: 'group',
      handle: async (records) => {
        handled.push(...records.map(({ key }) => key))
        if (handled.length === 20) done.resolve()
      },
    })
    const keys = Array.from({ length: 20 }, (_, key) => String(key))
    for (const key of keys) await backEnd.log.publish('case.events', key, new Uint8Array())
    await done.promise
    expect(handled.toSorted()).toEqual(keys.toSorted())
  })

  test('hands on at once what a killed process had in hand', async () => {
    const file = join(newFolder(), 'recallwire.db')
    const holder = startProcess(
      onTestFinished,
      (path) => `
        import { openEmbedded } from '${path('open-embedded.ts')}'
        const backEnd = await openEmbedded({ file: ${JSON.stringify(file)}, realNow: () => new Date().toISOString() })
        await backEnd.log.publish('case.events', 'key', new Uint8Array())
        await backEnd.leases.take('sweep', 'holder', new Date().toISOString(), '2999-01-01T00:00:00.000Z')
        await backEnd.log.subscribe({ topics: ['case.events'], group: 'group', handle: async () => {
          console.log('in hand')
          await new Promise(() => undefined)
        } })`,
    )
    expect(await holder.line()).toBe('in hand')
    const backEnd = await open(file)
    const sweep = () => backEnd.leases.take('sweep', 'next', realNow(), '2999-01-01T00:00:00.000Z')
    expect(await sweep()).toBe(false)
    await holder.kill()
    expect(await sweep()).toBe(true)
    const handled = Promise.withResolvers<string | undefined>()
    const startedAt = performance.now()
    await backEnd.log.subscribe({
      topics: ['case.events'],
      group: 'group',
      handle: async ([record]) => handled.resolve(record?.key),
    })
    expect(await handled.promise).toBe('key')
    // Well under the ten seconds of the lease.
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })

  test('leaves no trace of an erased value in its files', async () => {
    const folder = newFolder()
    const file = join(folder, 'recallwire.db')
    const backEnd = await open(file)
    const record = { organisationId: 'o', salt: '5a17'.repeat(8), value: { name: 'Unmistakable Person' } }
    await backEnd.personal.put('reference', record)
    const traces = () =>
      [file, `${file}-wal`].filter(existsSync).filter((path) => {
        const content = readFileSync(path)
        return content.includes('Unmistakable Person') || content.includes(record.salt)
      })
    expect(traces()).not.toEqual([])
    await backEnd.personal.erase('reference')
    expect(traces()).toEqual([])
  })

  test('refuses to change or remove a row of the ledger, whoever asks', async () => {
    const file = join(newFolder(), 'recallwire.db')
    const backEnd = await open(file)
    const row = { seq: 0, eventId: 'e', line: '{}', leafHash: 'h', body: '{}' }
    await backEnd.ledger.append(0, [row], { size: 1, state: 's' })
    const db = openDatabase(file, 1_000)
    onTestFinished(() => db.close())
    await expect(db.write((tx) => tx.run("UPDATE ledger_rows SET line = 'x'"))).rejects.toThrow(
      'never changed',
    )
    await expect(db.write((tx) => tx.run('DELETE FROM ledger_rows'))).rejects.toThrow('never removed')
    expect(await backEnd.ledger.rows(0, 2)).toEqual([row])
  })

  test('keeps the number of partitions that its file was made with', async () => {
    const file = join(newFolder(), 'recallwire.db')
    const partitionsUsed = async (backEnd: Awaited<ReturnType<typeof open>>) => {
      for (let number = 0; number < 100; number += 1) {
        await backEnd.log.publish('case.events', `${number}`, new Uint8Array())
      }
      const records = await Array.fromAsync(backEnd.log.read('case.events'))
      return new Set(records.map(({ partition }) => partition)).size
    }
    expect(await partitionsUsed(await open(file, { partitions: 6 }))).toBe(6)
    expect(await partitionsUsed(await open(file))).toBe(6)
  })

  test.each([0, 3, 4.5, 257])('refuses %s partitions', async (partitions) => {
    await expect(openEmbedded({ file: ':memory:', realNow, partitions })).rejects.toMatchObject({
      code: 'config-invalid',
    })
  })

  test('stops its subscriptions when it is closed, and may be closed twice', async () => {
    const backEnd = await openEmbedded({ file: ':memory:', realNow, pollMs: 10 })
    const handled = Promise.withResolvers<void>()
    await backEnd.log.subscribe({
      topics: ['case.events'],
      group: 'group',
      handle: async () => handled.resolve(),
    })
    await backEnd.log.publish('case.events', 'key', new Uint8Array())
    await handled.promise
    await backEnd.close()
    await backEnd.close()
    await expect(backEnd.log.publish('case.events', 'key', new Uint8Array())).rejects.toThrow('closed')
  })
})
