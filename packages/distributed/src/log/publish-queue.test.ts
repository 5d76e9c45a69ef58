import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPublishQueue } from './publish-queue.ts'

type Write = { readonly place: string; readonly keys: readonly string[] }

/** Writes that end when the test says so. */
function openWrites() {
  const writes: (Write & { end(error?: unknown): void })[] = []
  const append = (topic: string, partition: number, records: readonly { readonly key: string }[]) => {
    const ended = Promise.withResolvers<number>()
    const end = (error?: unknown) => (error === undefined ? ended.resolve(0) : ended.reject(error))
    writes.push({ place: `${topic}/${partition}`, keys: records.map(({ key }) => key), end })
    return ended.promise
  }
  return { writes, append }
}

const record = (key: string, bytes = 1) => ({ key, value: new Uint8Array(bytes), headers: {} })
const turn = () => new Promise((resolve) => setImmediate(resolve))
const limits = { limitMs: 1_000, batchBytes: 100, batchRecords: 3 }

describe('the queue of records to be published', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }))
  afterEach(() => void vi.useRealTimers())

  test('writes what is published in one turn together, a partition at a time, and what comes meanwhile next', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    const published = [queue.publish('a', 0, record('1')), queue.publish('a', 1, record('2'))]
    published.push(queue.publish('a', 0, record('3')))
    await turn()
    published.push(queue.publish('a', 0, record('4')), queue.publish('a', 0, record('5')))
    await turn()
    expect(writes.map(({ place, keys }) => [place, ...keys])).toEqual([
      ['a/0', '1', '3'],
      ['a/1', '2'],
    ])
    for (const write of writes) write.end()
    await turn()
    expect(writes[2]).toMatchObject({ place: 'a/0', keys: ['4', '5'] })
    writes[2]?.end()
    await Promise.all(published)
  })

  test('resolves no record before its write is confirmed', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    let resolved = false
    const published = queue.publish('a', 0, record('1')).then(() => {
      resolved = true
    })
    await turn()
    expect(resolved).toBe(false)
    writes[0]?.end()
    await published
  })

  test('tells each publisher of a write that failed, and goes on with the next', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    const first = Promise.allSettled([queue.publish('a', 0, record('1')), queue.publish('a', 0, record('2'))])
    await turn()
    const later = queue.publish('a', 0, record('3'))
    writes[0]?.end(new Error('no leader'))
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await turn()
    writes[1]?.end()
    await later
  })

  test('puts no more records into a write than the limit', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    const published = ['1', '2', '3', '4'].map((key) => queue.publish('a', 0, record(key)))
    await turn()
    writes[0]?.end()
    await turn()
    writes[1]?.end()
    await Promise.all(published)
    expect(writes.map(({ keys }) => keys)).toEqual([['1', '2', '3'], ['4']])
  })

  test('keeps a write small, and lets a larger record go alone', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    const sizes = [60, 40, 1, 500, 1]
    const published = sizes.map((size, index) => queue.publish('a', 0, record(`${index}`, size)))
    for (const _write of [1, 2, 3, 4]) {
      await turn()
      writes.at(-1)?.end()
    }
    await Promise.all(published)
    expect(writes.map(({ keys }) => keys)).toEqual([['0', '1'], ['2'], ['3'], ['4']])
  })

  test('says no after the limit, and never writes what still waited then', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    const onItsWay = queue.publish('a', 0, record('1'))
    await turn()
    const waiting = queue.publish('a', 0, record('2'))
    const both = Promise.allSettled([onItsWay, waiting])
    await vi.advanceTimersByTimeAsync(1_000)
    for (const outcome of await both) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'log-unavailable', retry: 'later' },
      })
    }
    const again = queue.publish('a', 0, record('3'))
    writes[0]?.end()
    await turn()
    expect(writes[1]?.keys).toEqual(['3'])
    writes[1]?.end()
    await again
  })

  test('writes nothing more once it is closed', async () => {
    const { writes, append } = openWrites()
    const queue = createPublishQueue(append, limits)
    const onItsWay = queue.publish('a', 0, record('1'))
    await turn()
    const waiting = queue.publish('a', 0, record('2'))
    queue.close()
    await expect(waiting).rejects.toMatchObject({ code: 'log-unavailable' })
    await expect(queue.publish('a', 0, record('3'))).rejects.toMatchObject({ code: 'log-unavailable' })
    writes[0]?.end()
    await onItsWay
    await turn()
    expect(writes).toHaveLength(1)
  })
})
