import { describe, expect, test } from 'vitest'
import type { Delivery, Membership } from './log-client.ts'
import { readTopic } from './read-topic.ts'

/** A topic of two partitions with four records each, and a client that delivers parts of them as the test says. */
function openTopic(
  deliver: (give: (partition: number, offsets: readonly number[]) => Promise<void>) => Promise<void>,
) {
  const seeks: string[] = []
  const resolved: string[] = []
  const ended: string[] = []
  const give = (membership: Membership) => (partition: number, offsets: readonly number[]) => {
    const delivery: Delivery = {
      topic: 'topic',
      partition,
      records: offsets.map((offset) => ({ key: '', value: new Uint8Array(), headers: {}, offset })),
      resolve: (offset) => void resolved.push(`${partition}/${offset}`),
      heartbeat: async () => undefined,
      commitIfDue: async () => undefined,
      commit: async () => undefined,
      pause: () => () => undefined,
      mayGoOn: () => true,
    }
    return membership.onDelivery(delivery)
  }
  const client = {
    ends: async () => [0, 1].map((partition) => ({ partition, first: 0, end: 4 })),
    join: async (membership: Membership) => {
      deliver(give(membership)).catch(membership.onEnded)
      return {
        idleMs: () => 0,
        broken: () => undefined,
        seek: (_topic: string, partition: number, offset: number) =>
          void seeks.push(`${partition}/${offset}`),
        commitIfDue: async () => undefined,
        leave: async () => void ended.push('left'),
      }
    },
    forgetGroup: async (group: string) => void ended.push(group.replace(/[0-9a-f-]{36}$/, 'ID')),
  }
  const read = (after: Readonly<Record<number, number>> = {}) =>
    readTopic({ client, groupPrefix: 'firm.' }, 'topic', after)
  return { read, seeks, resolved, ended }
}

const offsetsOf = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ partition, records }) => [partition, ...records.map(({ offset }) => offset)])

describe('reading a topic', () => {
  test('begins after the given offsets, ends with what was there, and leaves no group behind', async () => {
    const topic = openTopic(async (give) => {
      await give(1, [1, 2])
      await give(0, [0, 1, 2, 3, 4, 5])
      await give(1, [3, 4])
    })
    expect(offsetsOf(await Array.fromAsync(topic.read({ 1: 0 })))).toEqual([
      [1, 1, 2],
      [0, 0, 1, 2, 3],
      [1, 3],
    ])
    expect(topic.seeks).toEqual(['0/0', '1/1'])
    expect(topic.resolved).toEqual(['1/2', '0/5', '1/4'])
    expect(topic.ended).toEqual(['left', 'firm.reader-ID'])
  })

  test('joins no group where nothing is to be read', async () => {
    const topic = openTopic(async () => undefined)
    expect(await Array.fromAsync(topic.read({ 0: 3, 1: 3 }))).toEqual([])
    expect(topic.ended).toEqual([])
  })

  test('gives nothing twice when the member begins again', async () => {
    const topic = openTopic(async (give) => {
      await give(0, [0, 1])
      await give(0, [0, 1, 2])
      await give(0, [0, 1, 2, 3])
      await give(1, [0, 1, 2, 3])
    })
    expect(offsetsOf(await Array.fromAsync(topic.read()))).toEqual([
      [0, 0, 1],
      [0, 2],
      [0, 3],
      [1, 0, 1, 2, 3],
    ])
  })

  test('hands the next part over only when the reader comes back for it', async () => {
    const given: number[] = []
    const topic = openTopic(async (give) => {
      await give(0, [0, 1])
      given.push(0)
      await give(0, [2, 3])
    })
    const reader = topic.read()
    await reader.next()
    await new Promise((resolve) => setImmediate(resolve))
    expect(given).toEqual([])
    await reader.next()
    expect(given).toEqual([0])
    await reader.return(undefined)
  })

  test('that is broken off leaves the group at once', async () => {
    const topic = openTopic((give) => give(0, [0]))
    for await (const _delivery of topic.read()) break
    expect(topic.ended).toEqual(['left', 'firm.reader-ID'])
  })

  test('fails when its member ends', async () => {
    const topic = openTopic(async (give) => {
      await give(0, [0])
      throw new Error('the member ended')
    })
    await expect(Array.fromAsync(topic.read())).rejects.toThrow('the member ended')
    expect(topic.ended).toEqual(['left', 'firm.reader-ID'])
  })
})
